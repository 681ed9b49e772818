package dev.ration.connect.openai;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelFailure.Kind;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question on its way.
 *
 * <p>Thread-safe: the listener is called under {@link #telling} and never after its terminal call;
 * {@link #cancel} takes no lock, so it never waits for a listener.
 */
final class ChatCall implements InFlight {
  /** How long an error's explanation is waited for once its status is known. */
  private static final Duration EXPLANATION = Duration.ofMillis(300);

  /** How long a server may keep a stream open after it said that it is done. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final ChatModel model;
  private final ModelRequest request;
  private final ModelListener listener;
  private final ReentrantLock telling = new ReentrantLock();
  private final List<Alarms.Alarm> alarms = new ArrayList<>();

  private boolean isOver;
  private boolean hasBegun;
  private long bytesSent;
  private long bytesReceived;
  private @Nullable ChatReply reply;

  /** Whether the question may have gone out over a connection that was used before. */
  private volatile boolean isOnKept;

  private volatile boolean isCancelled;

  /** Nothing more is to be sent: the call is over, perhaps before its request was made. */
  private volatile boolean isStopped;

  private volatile @Nullable CompletableFuture<HttpResponse<Void>> exchange;
  private volatile @Nullable ReplyBody body;

  ChatCall(ChatModel model, ModelRequest request, ModelListener listener) {
    this.model = model;
    this.request = request;
    this.listener = listener;
  }

  /** Sends the question; runs on a thread of its own. */
  void start() {
    Duration patience = request.patience();
    if (patience.compareTo(model.settings().timeout) > 0) {
      patience = model.settings().timeout;
    }
    Duration waited = patience;
    alarm(patience, () -> giveUp(waited));
    send();
  }

  private void send() {
    try {
      Set<Option> options = EnumSet.noneOf(Option.class);
      options.addAll(model.options());
      byte[] question = RequestBody.of(model.settings(), request, options);
      var post =
          HttpRequest.newBuilder(model.settings().endpoint)
              .header("Content-Type", "application/json")
              .header("Accept", "text/event-stream, application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(question));
      model.settings().key.ifPresent(key -> post.header(key.header(), key.value()));
      if (isStopped) {
        return;
      }
      isOnKept = model.keepsConnections();
      var sent =
          model.client().sendAsync(post.build(), info -> answering(info, options, question.length));
      exchange = sent;
      var _ =
          sent.whenComplete(
              (response, problem) -> {
                // One that was given up for another says nothing about the call.
                if (exchange == sent) {
                  ended(problem);
                }
              });
      if (isStopped) {
        stop();
      }
    } catch (RuntimeException defect) {
      if (isCancelled) {
        return;
      }
      // Its message could quote a header, so it is left out.
      fail(Kind.INTERNAL, "cannot be asked: its request could not be made");
    }
  }

  /** The status is here; what is to come decides who reads it. */
  private ReplyBody answering(HttpResponse.ResponseInfo info, Set<Option> options, int sent) {
    boolean isAnswer = info.statusCode() >= 200 && info.statusCode() < 300;
    ReplyBody reading =
        isAnswer ? new AnswerBody(this, info.headers()) : new ErrorBody(this, info, options);
    locked(
        () -> {
          bytesSent += sent;
          reply = new ChatReply(request.result());
        });
    body = reading;
    if (!isAnswer) {
      alarm(EXPLANATION, reading::onComplete);
    }
    return reading;
  }

  /** Sends the question again, now that {@code refused} is known to be too much. */
  void resendWithout(Option refused) {
    model.options().remove(refused);
    CompletableFuture<HttpResponse<Void>> refusedOne = exchange;
    exchange = null;
    body = null;
    if (refusedOne != null) {
      refusedOne.cancel(true);
    }
    model.elsewhere().execute(this::send);
  }

  /** Sends the question again, over a connection that nobody used before. */
  private void resendAfresh() {
    exchange = null;
    model.elsewhere().execute(this::send);
  }

  /** The exchange is over, well or not; a reply that is whole has been told before. */
  private void ended(@Nullable Throwable problem) {
    if (problem == null) {
      model.keepsConnections(true);
      return;
    }
    if (isCancelled) {
      fail(Kind.CANCELLED, "is cancelled");
      return;
    }
    ReplyBody reading = body;
    if (reading != null && reading.isOver()) {
      return;
    }
    ChatReply.Unusable broken = NetworkError.of(problem, reading != null, model.settings());
    if (broken.kind() == Kind.DISCONNECTED && reading == null) {
      // The server, or the network, gave up a connection that was kept from an earlier call: that
      // says nothing about the server. A new one shows how it is, once.
      model.keepsConnections(false);
      if (isOnKept && !isStopped) {
        resendAfresh();
        return;
      }
    }
    fail(broken.kind(), broken.problem());
  }

  @Override
  public void cancel() {
    if (isCancelled) {
      return;
    }
    isCancelled = true;
    isStopped = true;
    // Closing a socket takes a millisecond or two, and who cancels has a deadline to meet.
    model
        .elsewhere()
        .execute(
            () -> {
              stop();
              fail(Kind.CANCELLED, "is cancelled");
            });
  }

  /** Closes the socket. */
  private void stop() {
    isStopped = true;
    CompletableFuture<HttpResponse<Void>> running = exchange;
    if (running != null) {
      running.cancel(true);
    }
    ReplyBody reading = body;
    if (reading != null) {
      reading.cancel();
    }
  }

  private void giveUp(Duration waited) {
    String amount = Amounts.of(waited);
    String problem =
        body == null
            ? "gives no sign of an answer within " + amount
            : "does not finish its answer within " + amount;
    fail(Kind.DISCONNECTED, problem);
  }

  /** Counts what came back. */
  void received(int bytes) {
    locked(() -> bytesReceived += bytes);
  }

  /** Takes one event or one whole reply. */
  void chunk(Json chunk) throws ChatReply.Unusable {
    telling.lock();
    try {
      if (isOver || reply == null) {
        return;
      }
      String delta = reply.add(chunk);
      if (delta.isEmpty()) {
        return;
      }
      if (!hasBegun) {
        hasBegun = true;
        listener.onFirstToken();
      }
      if (request.result() instanceof ResultType.Text) {
        listener.onText(delta);
      }
    } finally {
      telling.unlock();
    }
  }

  /** Takes the end of the answer; {@code isSaid} where the server said that it is one. */
  void whole(boolean isSaid) throws ChatReply.Unusable {
    telling.lock();
    try {
      if (isOver || reply == null) {
        return;
      }
      if (!isSaid && !reply.isFinished()) {
        throw new ChatReply.Unusable(Kind.DISCONNECTED, "breaks off in the middle of its answer");
      }
      ChatReply.Answer answer = reply.answer();
      var found =
          new ModelAnswer(
              answer.value(), answer.certainty().orElse(model.settings().confidence), usage());
      end(told -> told.onAnswer(found));
    } finally {
      telling.unlock();
    }
    if (isSaid) {
      // Invariant: end() has called off every alarm of the call; this one outlives it.
      var _ = model.alarms().after(FAREWELL, this::stop);
    }
  }

  /** Ends the call without an answer; {@code problem} completes "`tier` …". */
  void fail(Kind kind, String problem) {
    fail(kind, problem, null);
  }

  void fail(Kind kind, String problem, @Nullable Duration retryAfter) {
    telling.lock();
    try {
      if (isOver) {
        return;
      }
      String sentence = model.settings().tier() + " " + problem;
      var failure = new ModelFailure(kind, sentence, retryAfter, usage());
      end(told -> told.onFailure(failure));
    } finally {
      telling.unlock();
    }
    stop();
  }

  private void end(Consumer<ModelListener> last) {
    isOver = true;
    alarms.forEach(Alarms.Alarm::callOff);
    alarms.clear();
    model.forget(this);
    last.accept(listener);
  }

  private ModelAnswer.Usage usage() {
    return new ModelAnswer.Usage(
        reply == null ? -1 : reply.inputTokens(),
        reply == null ? -1 : reply.outputTokens(),
        bytesSent,
        bytesReceived);
  }

  private void alarm(Duration delay, Runnable action) {
    locked(
        () -> {
          if (!isOver) {
            alarms.add(model.alarms().after(delay, () -> model.elsewhere().execute(action)));
          }
        });
  }

  private void locked(Runnable action) {
    telling.lock();
    try {
      action.run();
    } finally {
      telling.unlock();
    }
  }

  ChatModel model() {
    return model;
  }

  /** Decodes what need not be exact. */
  static String loosely(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
