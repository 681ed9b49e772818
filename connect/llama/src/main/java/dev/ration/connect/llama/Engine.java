package dev.ration.connect.llama;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import dev.ration.plan.Code;
import dev.ration.runtime.spi.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One model in memory, with one context. Used by one thread.
 *
 * <p>The library has a thread of its own that works through tasks; it can be told to stop between
 * two steps only, and never answers for a task that was stopped. So whoever waits for a step waits
 * for all of it, and steps are kept short.
 */
final class Engine implements AutoCloseable {
  /** Tokens of a question that are read in one step; a stop waits for so many at most. */
  static final int STEP = 32;

  private static final int USUAL_CONTEXT = 4096;
  private static final int SEED = 1;

  /** What the library needs for its arithmetic, besides weights and context. */
  private static final long AROUND_BYTES = 64L << 20;

  private final LlamaModel model;
  private final int context;
  private final GgufHeader header;
  private final Weights weights;

  private Engine(LlamaModel model, int context, GgufHeader header, Weights weights) {
    this.model = model;
    this.context = context;
    this.header = header;
    this.weights = weights;
  }

  /**
   * Opens a file.
   *
   * @param weights where its memory is counted
   * @throws ModelException if that is not possible; the words say what to change
   */
  static Engine open(LlamaSettings settings, Weights weights) throws ModelException {
    var header = header(settings);
    if (!Architectures.isKnown(header.architecture())) {
      throw new ModelException(
          Code.UNKNOWN_ARCHITECTURE,
          ("`%s`, the model of `%s`, is of the architecture `%s`, which the library does not know"
                  + " or cannot write with.")
              .formatted(settings.path(), settings.tier(), header.architecture()));
    }
    var context = context(settings, header);
    takeMemory(settings, header, context, weights);
    var isOpen = false;
    try {
      NativeLibrary.load();
      var engine =
          new Engine(new LlamaModel(parameters(settings, context)), context, header, weights);
      isOpen = true;
      return engine;
    } catch (RuntimeException refused) {
      // Its own kind cannot be named from here, and it never says why.
      throw damaged(settings, "cannot be loaded: weights are missing or damaged");
    } finally {
      if (!isOpen) {
        weights.free(header.bytes());
      }
    }
  }

  private static GgufHeader header(LlamaSettings settings) throws ModelException {
    var path = settings.path();
    if (!Files.exists(path)) {
      throw new ModelException(
          Code.NO_MODEL_FILE,
          "`%s`, the model of `%s`, is not there.".formatted(path, settings.tier()));
    }
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new ModelException(
          Code.NO_MODEL_FILE,
          "`%s`, the model of `%s`, is no file that can be read.".formatted(path, settings.tier()));
    }
    try {
      return GgufHeader.read(path);
    } catch (IOException unreadable) {
      throw damaged(settings, "cannot be read");
    } catch (GgufHeader.Damaged damaged) {
      throw damaged(settings, damaged.words());
    }
  }

  private static ModelException damaged(LlamaSettings settings, String what) {
    return new ModelException(
        Code.NOT_A_MODEL,
        "`%s`, the model of `%s`, %s.".formatted(settings.path(), settings.tier(), what));
  }

  private static int context(LlamaSettings settings, GgufHeader header) throws ModelException {
    var trained = header.trainedTokens() == 0 ? USUAL_CONTEXT : header.trainedTokens();
    int wanted = settings.context().orElse(Math.min(USUAL_CONTEXT, trained));
    if (wanted > trained) {
      throw new ModelException(
          Code.BAD_MODEL_SETTING,
          ("The setting `context` of the model of `%s` is %d, but the model was trained on texts of"
                  + " %d tokens.")
              .formatted(settings.tier(), wanted, trained));
    }
    return wanted;
  }

  private static void takeMemory(
      LlamaSettings settings, GgufHeader header, int context, Weights weights)
      throws ModelException {
    var needed = header.bytes() + context * header.keyBytes() + AROUND_BYTES;
    if (!weights.take(needed, header.bytes())) {
      throw new ModelException(
          Code.NO_MEMORY_FOR_MODEL,
          ("`%s`, the model of `%s`, needs about %d MB of memory, %d MB for each 1,000 tokens of"
                  + " context; %d MB are free.")
              .formatted(
                  settings.path(),
                  settings.tier(),
                  needed / 1_000_000,
                  header.keyBytes() * 1000 / 1_000_000,
                  weights.freeBytes() / 1_000_000));
    }
  }

  private static ModelParameters parameters(LlamaSettings settings, int context) {
    return new ModelParameters()
        .setModel(settings.path().toAbsolutePath().toString())
        .setCtxSize(context)
        .setBatchSize(STEP)
        .setUbatchSize(STEP)
        .setThreads(settings.threads())
        .setThreadsBatch(settings.threads())
        .setParallel(1)
        // A question that lost its beginning would be answered all the same.
        .disableContextShift()
        .skipWarmup()
        .disablePerf()
        .disableLog();
  }

  /** The most tokens that a question and its answer may have together. */
  int context() {
    return context;
  }

  /** What marks turns and ends, in the model's own words. */
  List<String> controlTokens() {
    return header.controlTokens();
  }

  /** A question as the text that the model was trained to go on from. */
  String prompt(Question question) {
    var messages = new InferenceParameters("").setMessages(question.system(), question.turns());
    return model.applyTemplate(messages) + question.opening();
  }

  int[] tokens(String text) {
    return model.encode(text);
  }

  /**
   * Reads a text, so that an answer to a question that begins with it comes sooner.
   *
   * @throws Stop.Stopped if it was stopped
   */
  void read(int[] tokens, Stop stop) throws Stop.Stopped {
    for (var read = STEP; read < tokens.length; read += STEP) {
      stop.check();
      // What is read again in the next step is found in the cache.
      drain(new InferenceParameters(model.decode(Arrays.copyOf(tokens, read))).setNPredict(1));
    }
    stop.check();
  }

  private void drain(InferenceParameters parameters) {
    for (var piece : model.generate(parameters.setCachePrompt(true).setTemperature(0))) {
      if (piece.text == null) {
        throw new IllegalStateException("a piece without a text");
      }
    }
  }

  /**
   * Writes on from a prompt, always with the token that is most probable.
   *
   * @param grammar what may be written
   * @param most tokens to write
   * @param piece hears what is written, piece by piece
   * @throws Stop.Stopped if it was stopped
   */
  void write(String prompt, String grammar, int most, Consumer<String> piece, Stop stop)
      throws Stop.Stopped {
    stop.check();
    var parameters =
        new InferenceParameters(prompt)
            .setNPredict(most)
            .setCachePrompt(true)
            .setTemperature(0)
            .setSeed(SEED)
            .setGrammar(grammar);
    var pieces = model.generate(parameters).iterator();
    while (pieces.hasNext()) {
      if (stop.isRequested()) {
        // Between two pieces only: a thread that waits for one would wait for ever.
        pieces.cancel();
        throw new Stop.Stopped();
      }
      var text = pieces.next().text;
      if (!text.isEmpty()) {
        piece.accept(text);
      }
    }
  }

  /** Frees it. Not while anything is being read or written. */
  @Override
  public void close() {
    // The library frees its memory under a task that was stopped and has not ended yet; one that
    // was begun later and has ended shows that there is none.
    drain(new InferenceParameters("").setNPredict(1));
    model.close();
    weights.free(header.bytes());
  }
}
