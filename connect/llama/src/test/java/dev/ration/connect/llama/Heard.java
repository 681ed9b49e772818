package dev.ration.connect.llama;

import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers what a model said of one call. */
class Heard implements ModelListener {
  final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final StringBuilder text = new StringBuilder();
  private volatile @Nullable ModelAnswer answer;
  private volatile @Nullable ModelFailure failure;
  private volatile int ends;

  @Override
  public void onFirstToken() {
    begun.countDown();
  }

  @Override
  public synchronized void onText(String delta) {
    text.append(delta);
  }

  @Override
  public synchronized void onAnswer(ModelAnswer given) {
    answer = given;
    ends++;
    over.countDown();
  }

  @Override
  public synchronized void onFailure(ModelFailure given) {
    failure = given;
    ends++;
    over.countDown();
  }

  ModelAnswer answer() {
    end();
    return Objects.requireNonNull(answer, () -> "no answer, but " + failure);
  }

  ModelFailure failure() {
    end();
    return Objects.requireNonNull(failure, () -> "no failure, but " + answer);
  }

  synchronized String text() {
    return text.toString();
  }

  int ends() {
    return ends;
  }

  boolean endsWithin(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }

  private void end() {
    try {
      if (!over.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the call does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
