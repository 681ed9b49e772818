package dev.ration.plan.feasible;

import dev.ration.plan.profile.Distribution;
import dev.ration.plan.profile.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy does, in numbers: the shape of its activities without their computations. Immutable
 * trees; equal by identity of what they were made from.
 */
public sealed interface Work {
  /** Computes, and takes no time that counts. */
  record Computation() implements Work {}

  /** Lets time pass. */
  record Pause(Spread nanos) implements Work {
    /** A wait for what others may hold (P5): nobody expects it, and only a limit bounds it. */
    public static final Pause FOR_OTHERS = new Pause(new Spread(0, 0, 0, Spread.NONE));
  }

  /** Something of which no figure is known. */
  record Unknown(String name) implements Work {}

  /**
   * A host action.
   *
   * @param takes from request to end, in nanoseconds
   * @param begins from request to first effect, in nanoseconds; null when that is not declared
   * @param draws above idle, in microwatts
   * @param stopNanos from a stop to standing still
   */
  record Command(
      String name,
      Figure<Distribution> takes,
      @Nullable Figure<Distribution> begins,
      Figure<Distribution> draws,
      long stopNanos)
      implements Work {}

  /**
   * A question to a model.
   *
   * @param options the tiers that may serve it, in the order of preference; null when no site says
   *     what serves them
   */
  record Question(String name, @Nullable List<Option> options) implements Work {
    public Question {
      options = options == null ? null : List.copyOf(options);
    }
  }

  /** One after the other. */
  record Sequence(List<Work> parts) implements Work {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** One of several. */
  record Choice(List<Work> ways) implements Work {
    public Choice {
      ways = List.copyOf(ways);
    }
  }

  /**
   * The same again and again.
   *
   * @param least rounds
   * @param most rounds; {@link Spread#NONE} when nothing bounds them
   */
  record Loop(Work round, long least, long most) implements Work {}

  /**
   * Work that may not happen, or be left at any moment: what stands behind a {@code return}, the
   * body of an {@code until}.
   */
  record Perhaps(Work inner) implements Work {}

  /**
   * Side by side.
   *
   * @param wanted how many branches must succeed; 0 when it ends well however they end
   * @param arrows pairs of branch numbers: the second starts after the first
   */
  record Parallel(List<Work> branches, long wanted, boolean isRace, List<Arrow> arrows)
      implements Work {
    public Parallel {
      branches = List.copyOf(branches);
      arrows = List.copyOf(arrows);
    }
  }

  /** Work that goes on beside {@code main} until that ends: event handlers, soft deadlines. */
  record Alongside(Work main, List<Work> others) implements Work {
    public Alongside {
      others = List.copyOf(others);
    }
  }

  /** The second starts after the first; numbers of branches, from 0. */
  record Arrow(int before, int after) {}

  /**
   * An activity.
   *
   * @param name what messages call it
   * @param isRespond whether its deadline is met by the first effect (T9)
   * @param attempts in all; {@link Spread#NONE} when only the deadline bounds them
   * @param backoffNanos the longest pause between two attempts
   * @param handlers what answers its failures; one of them runs
   * @param cleanup what runs at its end; null for none
   * @param isCritical whether what cancels it from outside waits for its end (C4)
   */
  record Activity(
      String name,
      boolean isRespond,
      Limits limits,
      Work body,
      long attempts,
      long backoffNanos,
      List<Handler> handlers,
      @Nullable Cleanup cleanup,
      boolean isCritical)
      implements Work {
    public Activity {
      handlers = List.copyOf(handlers);
    }

    /** One that can be cancelled at any moment. */
    public Activity(
        String name,
        boolean isRespond,
        Limits limits,
        Work body,
        long attempts,
        long backoffNanos,
        List<Handler> handlers,
        @Nullable Cleanup cleanup) {
      this(name, isRespond, limits, body, attempts, backoffNanos, handlers, cleanup, false);
    }
  }

  /** What answers a failure; {@code answersTimeout} tells whether time is kept for it (T3). */
  record Handler(Work body, boolean answersTimeout) {}

  /** What runs at an end, within {@code limitNanos}. */
  record Cleanup(Work body, long limitNanos) {}
}
