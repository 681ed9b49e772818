package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A parallel construct: it decides once for each instant, and ends when all have ended (P1). */
final class Branches {
  private final Reference world;
  private final Protocol protocol;
  private final Frame around;
  private final Part.Parallel parallel;
  private final End.@Nullable Why handled;
  private final List<Branch> all = new ArrayList<>();
  private boolean isDeciding;
  private @Nullable End verdict;
  private @Nullable Wait allEnded;

  Branches(
      Reference world,
      Protocol protocol,
      Line line,
      Part.Parallel parallel,
      End.@Nullable Why handled) {
    this.world = world;
    this.protocol = protocol;
    Frame frame = line.at;
    if (frame == null) {
      throw new IllegalStateException("branches outside everything");
    }
    this.around = frame;
    this.parallel = parallel;
    this.handled = handled;
  }

  private static final class Branch {
    final String name;
    final Part.Step step;
    boolean isSpawned;
    boolean isFrozen;
    @Nullable Frame frame;
    @Nullable Purse seat;
    @Nullable End end;
    @Nullable String cancelled;

    Branch(String name, Part.Step step) {
      this.name = name;
      this.step = step;
    }
  }

  void run(Consumer<End> then) {
    around.branches = this;
    for (int i = 0; i < parallel.branches().size(); i++) {
      all.add(new Branch("b" + i, parallel.branches().get(i)));
    }
    for (Branch branch : all) {
      long least = Bounds.of(branch.step, world.scenario.actions()).leastEnergy();
      if (least > 0 && !world.is(Mutation.E3_NOT_SET_ASIDE)) {
        branch.seat = world.wallet.setAside(null, around.purse, least);
      }
    }
    startReady();
    allEnded =
        world.agenda.await(
            around.line,
            true,
            _ ->
                world.poll(
                    around.line, end -> then.accept(end instanceof End.Ok ? result() : end)));
  }

  boolean has(int branch) {
    return branch < parallel.branches().size();
  }

  /** One that has not begun will begin so. */
  void freeze(Part.Freeze freeze) {
    Branch branch = all.get(freeze.branch());
    if (branch.end == null) {
      branch.isFrozen = freeze.isStill();
      Frame frame = branch.frame;
      if (frame != null) {
        world.freeze(frame, freeze.isStill());
      }
    }
  }

  /** Starts those whose predecessors are through. */
  private void startReady() {
    for (Branch branch : all) {
      if (!branch.isSpawned && branch.end == null && isReady(branch)) {
        branch.isSpawned = true;
        world.spawn(around, line -> live(line, branch));
      }
    }
  }

  private boolean isReady(Branch branch) {
    return world.is(Mutation.P1_ARROWS_IGNORED)
        || parallel.arrows().stream()
            .filter(arrow -> all.get(arrow.after()) == branch)
            .allMatch(arrow -> isThrough(all.get(arrow.before())));
  }

  private boolean isThrough(Branch branch) {
    return branch.end instanceof End.Ok
        || branch.end instanceof End.Skipped
        || branch.end instanceof End.Failed && world.is(Mutation.P1_ARROW_AFTER_FAILURE);
  }

  private void live(Line line, Branch branch) {
    if (branch.cancelled != null) {
      ended(line, branch, new End.Cut(branch.cancelled, around, world.now()));
      return;
    }
    protocol.activity(
        line,
        Protocol.plain("branch", branch.name),
        handled,
        (own, done) -> {
          Frame frame = own.at;
          branch.frame = frame;
          protocol.changed();
          if (branch.isFrozen && frame != null) {
            world.freeze(frame, true);
          }
          Purse seat = branch.seat;
          if (frame != null && seat != null) {
            frame.purse = seat;
          }
          world.poll(
              own,
              end -> {
                if (end instanceof End.Ok) {
                  protocol.block(own, handled, "step", branch.step, done);
                } else {
                  done.accept(end);
                }
              });
        },
        end -> ended(line, branch, end));
  }

  private void ended(@Nullable Line line, Branch branch, End end) {
    branch.end = end;
    if (line != null) {
      line.at = null;
    }
    Purse seat = branch.seat;
    if (seat != null) {
      world.wallet.close(seat);
    }
    protocol.changed();
    if (verdict == null && isThrough(branch)) {
      startReady();
    }
    if (world.is(Mutation.P1_DECIDES_AT_ONCE)) {
      decide();
    } else if (!isDeciding) {
      isDeciding = true;
      world.agenda.at(world.now(), Rank.DECISION, around.number, this::decide);
    }
  }

  private void decide() {
    isDeciding = false;
    if (verdict == null) {
      verdict = verdict();
      if (verdict != null) {
        settle(verdict);
      }
    }
    forgetUnreachable();
    Wait wait = allEnded;
    boolean isOver =
        all.stream().allMatch(branch -> branch.end != null)
            || verdict != null && world.is(Mutation.C1_DOES_NOT_WAIT);
    if (isOver && wait != null) {
      world.agenda.finish(wait, End.OK);
    }
  }

  /** What comes after a branch that was not through never starts. */
  private void forgetUnreachable() {
    for (int again = 0; again < all.size(); again++) {
      for (Part.Arrow arrow : parallel.arrows()) {
        Branch before = all.get(arrow.before());
        if (before.end != null && !isThrough(before)) {
          forget(all.get(arrow.after()), "sibling");
        }
      }
    }
  }

  private void forget(Branch branch, String cause) {
    if (!branch.isSpawned && branch.end == null && branch.cancelled == null) {
      branch.cancelled = cause;
      ended(null, branch, new End.Cut(cause, around, world.now()));
    }
  }

  private @Nullable End verdict() {
    return switch (parallel.kind()) {
      case ALL -> firstFailure();
      case COLLECT -> null;
      case ANY -> enough(1);
      case AT_LEAST -> enough(parallel.atLeast());
      case RACE -> firstEnd();
    };
  }

  private @Nullable End firstFailure() {
    End found = null;
    for (Branch branch : all) {
      boolean isFirst = found == null || world.is(Mutation.P1_LAST_FAILURE_COUNTS);
      if (branch.end instanceof End.Failed failed && isFirst) {
        found = failed;
      }
    }
    return found;
  }

  private @Nullable End firstEnd() {
    for (Branch branch : all) {
      if (branch.end instanceof End.Failed failed) {
        return failed;
      }
      boolean isSkipped = branch.end instanceof End.Skipped && world.is(Mutation.R4_SKIPPED_COUNTS);
      if (branch.end instanceof End.Ok || isSkipped) {
        return End.OK;
      }
    }
    return null;
  }

  /** A branch that an outer limit stopped may not have failed: it does not count against. */
  private @Nullable End enough(int wanted) {
    int succeeded = 0;
    int open = 0;
    int counting = 0;
    for (Branch branch : all) {
      boolean isSkipped = branch.end instanceof End.Skipped;
      boolean isTaken =
          branch.end instanceof End.Failed && world.is(Mutation.P1_ANY_TAKES_FAILURE)
              || isSkipped && world.is(Mutation.R4_SKIPPED_COUNTS);
      succeeded += branch.end instanceof End.Ok || isTaken ? 1 : 0;
      open += branch.end == null || branch.end instanceof End.Cut ? 1 : 0;
      counting += isSkipped ? 0 : 1;
    }
    if (succeeded >= wanted) {
      return End.OK;
    }
    boolean canStill = succeeded + open >= wanted;
    boolean isLate = world.is(Mutation.P1_UNMET_IS_LATE) && open > 0;
    return counting == 0 || canStill || isLate ? null : End.Failed.of("unmet");
  }

  private void settle(End end) {
    boolean isLost = end instanceof End.Ok || parallel.kind() == Part.Kind.RACE;
    if (world.is(Mutation.P1_LOSERS_RUN_ON)) {
      return;
    }
    for (Branch branch : all) {
      forget(branch, isLost ? "lost" : "sibling");
      if (branch.end == null) {
        branch.cancelled = isLost ? "lost" : "sibling";
        if (branch.frame != null) {
          world.fall(branch.frame, branch.cancelled, around);
        }
      }
    }
  }

  private End result() {
    if (verdict != null) {
      return verdict;
    }
    // What `collect` gives is the record of the outcomes, and that is there.
    boolean isCollect = parallel.kind() == Part.Kind.COLLECT;
    if (!isCollect && all.stream().allMatch(branch -> branch.end instanceof End.Skipped)) {
      return End.SKIPPED;
    }
    for (Branch branch : all) {
      if (branch.end instanceof End.Cut cut && branch.cancelled == null) {
        return cut;
      }
    }
    boolean isAll = parallel.kind() == Part.Kind.ALL || isCollect;
    return isAll ? End.OK : End.Failed.of("unmet");
  }
}
