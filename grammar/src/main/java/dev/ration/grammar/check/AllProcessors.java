package dev.ration.grammar.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Does the same for many things at once, on all processors.
 *
 * <p>Whoever is free takes the next thing. A parallel stream deals out a few large shares instead,
 * and the last one is waited for.
 */
public final class AllProcessors {
  private AllProcessors() {}

  /** What {@code work} makes of each thing, in the order of the things. */
  public static <T, R> List<R> map(List<T> things, Function<? super T, ? extends R> work) {
    @SuppressWarnings("unchecked") // nobody sees the array but as a list
    R[] made = (R[]) new Object[things.size()];
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < things.size(); i = next.getAndIncrement()) {
            made[i] = work.apply(things.get(i));
          }
        };
    ForkJoinPool pool = ForkJoinPool.commonPool();
    int others = Math.min(ForkJoinPool.getCommonPoolParallelism(), things.size() - 1);
    List<ForkJoinTask<?>> started = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      started.add(pool.submit(share));
    }
    share.run();
    started.forEach(ForkJoinTask::join);
    return Arrays.asList(made);
  }
}
