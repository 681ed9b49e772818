package dev.ration.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A model of random weights as a GGUF file: two layers of the llama architecture, and a vocabulary
 * of all bytes and some words. What it writes without a grammar is noise.
 */
public final class TinyGguf {
  private static final int MAGIC = 0x46554747;
  private static final int VERSION = 3;
  private static final int ALIGNMENT = 32;
  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private static final int HEADS = 4;
  private static final int KEY_HEADS = 2;

  private final Random random;
  private final Map<String, byte[]> facts = new LinkedHashMap<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> kinds = new ArrayList<>();
  private final Map<String, long[]> tensors = new LinkedHashMap<>();
  private String architecture = "llama";
  private int context = 2048;
  private int width = 32;
  private int layers = 2;

  private TinyGguf(long seed) {
    random = new Random(seed);
  }

  /** A model whose weights follow from {@code seed}. */
  public static TinyGguf of(long seed) {
    return new TinyGguf(seed);
  }

  /** Says that it is of another kind than it is. */
  public TinyGguf architecture(String name) {
    architecture = name;
    return this;
  }

  /** Says on texts of how many tokens it was trained; 2048 otherwise. */
  public TinyGguf context(int tokens) {
    context = tokens;
    return this;
  }

  /** A larger one, for what only weights of some size can show. */
  public TinyGguf size(int elements, int depth) {
    width = elements;
    layers = depth;
    return this;
  }

  /** Writes it. */
  public Path to(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  /** The file. */
  public byte[] bytes() {
    vocabulary();
    network();
    facts();
    var data = new ByteArrayOutputStream();
    var directory = new ByteArrayOutputStream();
    tensors.forEach(
        (name, shape) -> {
          directory.writeBytes(text(name));
          directory.writeBytes(uint32(shape.length));
          for (long size : shape) {
            directory.writeBytes(uint64(size));
          }
          directory.writeBytes(uint32(0));
          directory.writeBytes(uint64(data.size()));
          data.writeBytes(weights(shape));
          pad(data);
        });
    var file = new ByteArrayOutputStream();
    file.writeBytes(uint32(MAGIC));
    file.writeBytes(uint32(VERSION));
    file.writeBytes(uint64(tensors.size()));
    file.writeBytes(uint64(facts.size()));
    facts.forEach(
        (name, value) -> {
          file.writeBytes(text(name));
          file.writeBytes(value);
        });
    file.writeBytes(directory.toByteArray());
    pad(file);
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  private void vocabulary() {
    token("<unk>", 2);
    token("<s>", 3);
    token("</s>", 3);
    for (int i = 0; i < 256; i++) {
      token("<0x%02X>".formatted(i), 6);
    }
    token("<|turn|>", 3);
    for (char letter = ' '; letter <= '~'; letter++) {
      token(letter == ' ' ? "\u2581" : String.valueOf(letter), 1);
    }
    for (String word : List.of("tr", "true", "false", "null", "\":", "\u00e9", "\u65e5", "ab")) {
      token(word, 1);
    }
  }

  private void token(String text, int kind) {
    tokens.add(text);
    kinds.add(kind);
  }

  private void network() {
    long words = tokens.size();
    long keys = (long) width / HEADS * KEY_HEADS;
    tensors.put("token_embd.weight", new long[] {width, words});
    for (int i = 0; i < layers; i++) {
      String layer = "blk." + i + ".";
      tensors.put(layer + "attn_norm.weight", new long[] {width});
      tensors.put(layer + "attn_q.weight", new long[] {width, width});
      tensors.put(layer + "attn_k.weight", new long[] {width, keys});
      tensors.put(layer + "attn_v.weight", new long[] {width, keys});
      tensors.put(layer + "attn_output.weight", new long[] {width, width});
      tensors.put(layer + "ffn_norm.weight", new long[] {width});
      tensors.put(layer + "ffn_gate.weight", new long[] {width, 2L * width});
      tensors.put(layer + "ffn_up.weight", new long[] {width, 2L * width});
      tensors.put(layer + "ffn_down.weight", new long[] {2L * width, width});
    }
    tensors.put("output_norm.weight", new long[] {width});
    tensors.put("output.weight", new long[] {width, words});
  }

  private void facts() {
    fact("general.architecture", STRING, text(architecture));
    fact("general.name", STRING, text("random"));
    number("context_length", context);
    number("embedding_length", width);
    number("block_count", layers);
    number("feed_forward_length", 2 * width);
    number("attention.head_count", HEADS);
    number("attention.head_count_kv", KEY_HEADS);
    number("rope.dimension_count", width / HEADS);
    fact(architecture + ".attention.layer_norm_rms_epsilon", FLOAT32, float32(1e-5f));
    fact("tokenizer.ggml.model", STRING, text("llama"));
    var names = new ByteArrayOutputStream();
    var scores = new ByteArrayOutputStream();
    var types = new ByteArrayOutputStream();
    for (int i = 0; i < tokens.size(); i++) {
      names.writeBytes(text(tokens.get(i)));
      scores.writeBytes(float32(-i));
      types.writeBytes(uint32(kinds.get(i)));
    }
    list("tokenizer.ggml.tokens", STRING, names);
    list("tokenizer.ggml.scores", FLOAT32, scores);
    list("tokenizer.ggml.token_type", INT32, types);
    fact("tokenizer.ggml.bos_token_id", UINT32, uint32(1));
    fact("tokenizer.ggml.eos_token_id", UINT32, uint32(2));
    fact("tokenizer.ggml.unknown_token_id", UINT32, uint32(0));
    fact("tokenizer.ggml.add_bos_token", BOOL, new byte[] {1});
  }

  private void number(String name, int value) {
    fact(architecture + "." + name, UINT32, uint32(value));
  }

  private void list(String name, int type, ByteArrayOutputStream values) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(uint32(type));
    all.writeBytes(uint64(tokens.size()));
    all.writeBytes(values.toByteArray());
    fact(name, ARRAY, all.toByteArray());
  }

  private void fact(String name, int type, byte[] value) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(uint32(type));
    all.writeBytes(value);
    facts.put(name, all.toByteArray());
  }

  private byte[] weights(long[] shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    ByteBuffer buffer = little(Math.toIntExact(count * 4));
    boolean isNorm = shape.length == 1;
    for (long i = 0; i < count; i++) {
      buffer.putFloat(isNorm ? 1 : (float) (random.nextGaussian() * 0.4));
    }
    return buffer.array();
  }

  private static void pad(ByteArrayOutputStream out) {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return little(8 + bytes.length).putLong(bytes.length).put(bytes).array();
  }

  private static byte[] uint32(int value) {
    return little(4).putInt(value).array();
  }

  private static byte[] uint64(long value) {
    return little(8).putLong(value).array();
  }

  private static byte[] float32(float value) {
    return little(4).putFloat(value).array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
