package dev.ration.connect.openai;

import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Everything a listener was told, in order. */
final class Heard implements ModelListener {
  final List<String> events = new CopyOnWriteArrayList<>();
  final CountDownLatch firstToken = new CountDownLatch(1);
  private final CompletableFuture<Object> last = new CompletableFuture<>();

  @Override
  public void onFirstToken() {
    events.add("first");
    firstToken.countDown();
  }

  @Override
  public void onText(String delta) {
    events.add("text " + delta);
  }

  @Override
  public void onAnswer(ModelAnswer answer) {
    events.add("answer");
    last.complete(answer);
  }

  @Override
  public void onFailure(ModelFailure failure) {
    events.add("failure");
    last.complete(failure);
  }

  /** The answer, once it is there. */
  ModelAnswer answer() throws InterruptedException {
    return (ModelAnswer) last();
  }

  /** The failure, once it is there. */
  ModelFailure failure() throws InterruptedException {
    return (ModelFailure) last();
  }

  private Object last() throws InterruptedException {
    try {
      return last.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException never) {
      throw new AssertionError("no terminal call; heard " + events, never);
    }
  }
}
