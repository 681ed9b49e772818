package dev.ration.connect.openai;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a reply as it comes, up to a cap.
 *
 * <p>The client calls it on one thread at a time; {@link #cancel} and {@link #onComplete} may come
 * from others.
 */
abstract class ReplyBody implements HttpResponse.BodySubscriber<Void> {
  private final ChatCall call;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean isCancelled;

  ReplyBody(ChatCall call) {
    this.call = call;
  }

  /** Takes a piece; returns whether more is wanted. */
  abstract boolean piece(ByteBuffer piece);

  /** Takes the end; called once, and not after {@link #piece} wanted no more. */
  abstract void end();

  ChatCall call() {
    return call;
  }

  /** Tells whether all that mattered has been read. */
  boolean isOver() {
    return isOver.get();
  }

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (isCancelled) {
      given.cancel();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      call.received(piece.remaining());
      if (!isOver() && !piece(piece)) {
        isOver.set(true);
      }
    }
  }

  @Override
  public void onError(Throwable problem) {
    done.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    if (isOver.compareAndSet(false, true)) {
      end();
    }
    done.complete(null);
  }

  /** Reads no more and closes the socket; idempotent. */
  void cancel() {
    isCancelled = true;
    Flow.Subscription given = subscription;
    if (given != null) {
      given.cancel();
    }
  }
}
