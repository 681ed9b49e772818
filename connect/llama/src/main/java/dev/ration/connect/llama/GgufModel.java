package dev.ration.connect.llama;

import dev.ration.plan.Code;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.JsonAnswers;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One opened GGUF file.
 *
 * <p>Thread-safe. There is one context, so calls are worked off one at a time, in the order in
 * which they came, on a thread of the model's own.
 */
final class GgufModel implements InferenceModel {
  private static final String CLOSED = "The model was closed.";

  /** Bytes of a character that was begun when the limit came; nobody hears of them. */
  private static final int LOST = 3;

  private final Engine engine;
  private final String tier;
  private final double confidence;
  private final Set<Stop> stops = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("ration-llama").factory());

  GgufModel(Engine engine, LlamaSettings settings) {
    this.engine = engine;
    tier = settings.tier();
    confidence = settings.confidence();
    // Never shut down: a call after close is answered too, and the idle thread ends by itself.
    worker.allowCoreThreadTimeOut(true);
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of(Ability.CHOOSE, Ability.WRITE, Ability.STRUCTURE);
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  /** Work for the model's own thread. */
  @FunctionalInterface
  private interface Work {
    void run(Stop stop) throws Stop.Stopped;
  }

  @Override
  public void warmUp() throws ModelException {
    await(
        stop -> {
          var tokens = engine.tokens(" a".repeat(2 * Engine.STEP));
          engine.read(tokens, stop);
        });
  }

  /** Reads what every question of this shape begins with. */
  @Override
  public void prepare(ModelRequest shape) throws ModelException {
    await(
        stop -> {
          var tokens = engine.tokens(engine.prompt(Question.of(shape, engine.controlTokens())));
          if (tokens.length < engine.context()) {
            engine.read(tokens, stop);
          }
        });
  }

  private void await(Work work) throws ModelException {
    var stop = begin();
    var task =
        new FutureTask<Void>(
            () -> {
              stop.check();
              work.run(stop);
              return null;
            });
    worker.execute(task);
    try {
      task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Stop.Stopped
          ? new ModelException(CLOSED, e)
          : new ModelException("The model of `" + tier + "` cannot be used.", e);
    } catch (InterruptedException e) {
      stop.request();
      Thread.currentThread().interrupt();
      throw new ModelException("Making the model ready was interrupted.", e);
    } finally {
      stops.remove(stop);
    }
  }

  /** A stop for one piece of work, requested already where the model is closed. */
  private Stop begin() {
    var stop = new Stop();
    stops.add(stop);
    if (closed.get()) {
      stop.request();
    }
    return stop;
  }

  @Override
  public InFlight ask(ModelRequest request, ModelListener listener) {
    var stop = begin();
    worker.execute(
        () -> {
          try {
            tell(request, listener, stop);
          } finally {
            stops.remove(stop);
          }
        });
    return stop::request;
  }

  private void tell(ModelRequest request, ModelListener listener, Stop stop) {
    var call = new Call(request, listener, stop);
    ModelAnswer answer;
    try {
      stop.check();
      answer = call.answer();
    } catch (Stop.Stopped e) {
      listener.onFailure(
          new ModelFailure(
              ModelFailure.Kind.CANCELLED,
              closed.get() ? CLOSED : "The call was cancelled.",
              null,
              call.usage()));
      return;
    } catch (Unanswered e) {
      listener.onFailure(new ModelFailure(e.kind, e.words(), null, call.usage()));
      return;
    } catch (RuntimeException e) {
      // The cause may quote what was asked or written, so it is not passed on.
      listener.onFailure(
          ModelFailure.of(ModelFailure.Kind.INTERNAL, "The model of `" + tier + "` broke down."));
      return;
    }
    listener.onAnswer(answer);
  }

  /** No answer, though nothing broke. */
  private static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;
    private final ModelFailure.Kind kind;

    Unanswered(ModelFailure.Kind kind, String message) {
      super(message, null, false, false);
      this.kind = kind;
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }

  /** One question being answered; on the model's own thread. */
  private final class Call {
    private final ModelRequest request;
    private final ModelListener listener;
    private final Stop stop;
    private final StringBuilder written = new StringBuilder();
    private int read;
    private int pieces;
    private int mostSpent;

    Call(ModelRequest request, ModelListener listener, Stop stop) {
      this.request = request;
      this.listener = listener;
      this.stop = stop;
    }

    ModelAnswer answer() throws Unanswered, Stop.Stopped {
      if (!request.images().isEmpty()) {
        throw new Unanswered(ModelFailure.Kind.UNABLE, "This model does not look at images.");
      }
      var grammar = grammar();
      var prompt = engine.prompt(Question.of(request, engine.controlTokens()));
      var tokens = engine.tokens(prompt);
      var room = engine.context() - request.maxOutputTokens() - 1;
      if (tokens.length > room) {
        throw new Unanswered(
            ModelFailure.Kind.UNABLE,
            ("%s: The question has %d tokens; with an answer of %d it does not fit in the model's"
                    + " context of %d.")
                .formatted(
                    Code.QUESTION_TOO_LONG.id(),
                    tokens.length,
                    request.maxOutputTokens(),
                    engine.context()));
      }
      engine.read(tokens, stop);
      read = tokens.length;
      if (request.result() instanceof ResultType.Text) {
        writeText(prompt);
      } else {
        engine.write(prompt, grammar, request.maxOutputTokens(), this::take, stop);
      }
      return new ModelAnswer(value(), confidence, usage());
    }

    /** Freely, and to the end of its sentence when that comes near the limit. */
    private void writeText(String prompt) throws Unanswered, Stop.Stopped {
      int most = request.maxOutputTokens();
      var kept = TextEnd.tokens(most);
      engine.write(prompt, TextEnd.free(), most - kept, this::take, stop);
      if (kept == 0) {
        if (Math.max(pieces, engine.tokens(written.toString()).length) >= most) {
          throw malformed("reaches the limit on its tokens before its answer is whole");
        }
      } else if (mostSpent + LOST >= most - kept) {
        engine.write(prompt + written, TextEnd.grammar(kept - 1), kept, this::take, stop);
      }
    }

    private String grammar() throws Unanswered {
      if (request.result() instanceof ResultType.Text) {
        return TextEnd.free();
      }
      try {
        return AnswerGrammar.of(request.result(), request.maxOutputTokens() - 1);
      } catch (AnswerGrammar.NoSuchValue none) {
        throw new Unanswered(
            ModelFailure.Kind.UNABLE,
            none.bytes() == Integer.MAX_VALUE
                ? "The declared type has no value that could be written."
                : "An answer of the declared type may take %d tokens, and only %d are allowed."
                    .formatted(none.bytes() + 1, request.maxOutputTokens()));
      }
    }

    private void take(String piece) {
      if (written.isEmpty()) {
        listener.onFirstToken();
      }
      written.append(piece);
      pieces++;
      // A character of many bytes may have taken a token for each.
      var bytes = piece.getBytes(StandardCharsets.UTF_8).length;
      mostSpent += bytes == piece.length() ? 1 : bytes;
      if (request.result() instanceof ResultType.Text) {
        listener.onText(piece);
      }
    }

    private AnswerValue value() throws Unanswered {
      var text = written.toString();
      if (request.result() instanceof ResultType.Text) {
        if (text.isBlank()) {
          throw malformed("answers nothing");
        }
        return new AnswerValue.Text(text.strip());
      }
      return switch (JsonAnswers.parse(AnswerGrammar.whole(text), request.result())) {
        case JsonAnswers.Parsed.Value(var value) -> value;
        case JsonAnswers.Parsed.Malformed(var problem) ->
            throw malformed("gives an answer that " + problem);
      };
    }

    private Unanswered malformed(String problem) {
      return new Unanswered(ModelFailure.Kind.MALFORMED, "`" + tier + "` " + problem + ".");
    }

    /**
     * What was read and written so far. A piece of text is a token or more, and the library does
     * not say how many; nor does it write each text in the tokens that it would read it in.
     */
    ModelAnswer.Usage usage() {
      var seen = Math.max(pieces, engine.tokens(written.toString()).length);
      var output = pieces == 0 ? 0 : Math.min(seen + 1, request.maxOutputTokens());
      return new ModelAnswer.Usage(read, output, 0, 0);
    }
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    stops.forEach(Stop::request);
    // Behind all other work, so that nothing is freed under a call; needs no wait.
    worker.execute(engine::close);
  }
}
