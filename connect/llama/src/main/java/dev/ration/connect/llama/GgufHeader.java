package dev.ration.connect.llama;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a GGUF file says of itself before its weights, as far as it matters here.
 *
 * <p>Read here and not by the library, which says only that it could not load a file, and prints
 * the reason. Immutable.
 *
 * @param architecture as in {@code llama}
 * @param trainedTokens the longest text that the model was trained on
 * @param bytes the size of the file
 * @param keyBytes memory that each token of context takes
 * @param controlTokens what marks turns and ends, and must not come from a question
 */
record GgufHeader(
    String architecture, int trainedTokens, long bytes, long keyBytes, List<String> controlTokens) {
  private static final int MAGIC = 0x46554747;
  private static final int ALIGNMENT = 32;

  /** Beyond that no file that anybody has made goes. */
  private static final long MOST_ENTRIES = 1 << 20;

  private static final long MOST_TEXT = 1 << 24;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int CONTROL = 3;
  private static final String TOKENS = "tokenizer.ggml.tokens";
  private static final String KINDS = "tokenizer.ggml.token_type";

  GgufHeader {
    controlTokens = List.copyOf(controlTokens);
  }

  /** The file is no GGUF; the message completes "the file …". */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message, null, false, false);
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads it.
   *
   * @throws IOException if the file cannot be read
   * @throws Damaged if it is no GGUF, or not whole
   */
  static GgufHeader read(Path file) throws IOException, Damaged {
    var bytes = Files.size(file);
    try (var in = new Reader(file)) {
      return in.header(bytes);
    } catch (EOFException cutOff) {
      throw new Damaged("ends in the middle of its header");
    }
  }

  /** Goes through a file once. */
  private static final class Reader implements AutoCloseable {
    private final DataInputStream in;
    private final Map<String, Object> facts = new HashMap<>();
    private long position;

    Reader(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    }

    GgufHeader header(long bytes) throws IOException, Damaged {
      if (bytes < 4 || uint32() != MAGIC) {
        throw new Damaged("does not begin as a GGUF");
      }
      var version = uint32();
      if (version != 2 && version != 3) {
        throw new Damaged("is a GGUF of version %d, and not of 2 or 3".formatted(version));
      }
      var tensors = count(MOST_ENTRIES);
      var entries = count(MOST_ENTRIES);
      for (var i = 0L; i < entries; i++) {
        var name = text();
        facts.put(name, value(uint32()));
      }
      var last = tensors(tensors);
      if (tensors == 0 || bytes <= aligned(position) + last) {
        throw new Damaged("ends before its weights do");
      }
      var architecture = architecture();
      return new GgufHeader(
          architecture,
          Math.toIntExact(number(architecture + ".context_length", 0)),
          bytes,
          keyBytes(architecture),
          controlTokens());
    }

    private String architecture() throws Damaged {
      if (facts.get("general.architecture") instanceof String name) {
        return name;
      }
      throw new Damaged("does not say of which architecture it is");
    }

    private static long aligned(long position) {
      return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Where the last of the tensors begins, behind the header. */
    private long tensors(long count) throws IOException, Damaged {
      var last = 0L;
      for (var i = 0L; i < count; i++) {
        text();
        var dimensions = uint32();
        if (dimensions < 0 || dimensions > 8) {
          throw new Damaged("has weights of an impossible shape");
        }
        skip(8L * dimensions + 4);
        last = Math.max(last, uint64());
      }
      return last;
    }

    /** Two bytes for each key and each value in each layer. */
    private long keyBytes(String architecture) {
      var width = number(architecture + ".embedding_length", 0);
      var heads = number(architecture + ".attention.head_count", 1);
      var keyHeads = number(architecture + ".attention.head_count_kv", heads);
      var layers = number(architecture + ".block_count", 0);
      return 4 * layers * width / Math.max(1, heads) * keyHeads;
    }

    private long number(String name, long otherwise) {
      return facts.get(name) instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE
          ? number
          : otherwise;
    }

    private List<String> controlTokens() {
      var control = new ArrayList<String>();
      if (facts.get(TOKENS) instanceof List<?> tokens
          && facts.get(KINDS) instanceof List<?> kinds) {
        for (var i = 0; i < Math.min(tokens.size(), kinds.size()); i++) {
          if (kinds.get(i).equals((long) CONTROL) && tokens.get(i) instanceof String token) {
            control.add(token);
          }
        }
      }
      return control;
    }

    private Object value(int type) throws IOException, Damaged {
      return switch (type) {
        case 0, 1, 7 -> (long) octet();
        case 2, 3 -> {
          var low = octet();
          yield (long) (low | octet() << 8);
        }
        case 4 -> uint32() & 0xFFFFFFFFL;
        case 5 -> (long) uint32();
        case 6 -> (double) Float.intBitsToFloat(uint32());
        case STRING -> text();
        case ARRAY -> list();
        case 10, 11 -> uint64();
        case 12 -> Double.longBitsToDouble(uint64());
        default -> throw new Damaged("has an entry of unknown type");
      };
    }

    private Object list() throws IOException, Damaged {
      var type = uint32();
      if (type == ARRAY) {
        throw new Damaged("has a list of lists");
      }
      var size = count(MOST_TEXT);
      var list = new ArrayList<>();
      for (var i = 0L; i < size; i++) {
        list.add(value(type));
      }
      return list;
    }

    private String text() throws IOException, Damaged {
      var bytes = new byte[(int) count(MOST_TEXT)];
      in.readFully(bytes);
      position += bytes.length;
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private long count(long most) throws IOException, Damaged {
      var count = uint64();
      if (count < 0 || count > most) {
        throw new Damaged("has an entry that is larger than any could be");
      }
      return count;
    }

    private void skip(long bytes) throws IOException {
      in.skipNBytes(bytes);
      position += bytes;
    }

    private int octet() throws IOException {
      position++;
      return in.readUnsignedByte();
    }

    private int uint32() throws IOException {
      position += 4;
      return Integer.reverseBytes(in.readInt());
    }

    private long uint64() throws IOException {
      position += 8;
      return Long.reverseBytes(in.readLong());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
