package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parallel construct that runs (P1): it decides once per instant, after all completions of that
 * instant, and ends when all branches have ended. Guarded by the scheduler's lock.
 */
final class Parallel {
  private final Scope around;
  private final ParallelSpec spec;
  private final long atLeast;
  private final List<Branch> branches = new ArrayList<>();
  private final Completion<Object> allEnded;
  private boolean isDeciding;
  private @Nullable Verdict verdict;

  Parallel(Scope around, ParallelSpec spec, long atLeast, List<ScopeBody> bodies) {
    this.around = around;
    this.spec = spec;
    this.atLeast = atLeast;
    this.allEnded = around.run.scheduler().completion();
    for (int i = 0; i < bodies.size(); i++) {
      branches.add(new Branch(spec.branches().get(i), bodies.get(i)));
    }
  }

  /** What the construct came to, and who brought it about. */
  private record Verdict(List<Branch> winners, @Nullable RuntimeException failure) {}

  Object run() {
    if (branches.isEmpty()) {
      return spec.kind() == ParallelSpec.Kind.ALL ? List.of() : unmetNow();
    }
    around
        .run
        .scheduler()
        .atomically(
            () -> {
              around.parallel = this;
              branches.forEach(Branch::setAside);
              startReady();
            });
    around.strand.awaitShielded(allEnded);
    around.strand.poll();
    return result();
  }

  private Object unmetNow() {
    throw Failed.of(Reason.UNMET, "`" + around.spec.name() + "` has no branches.");
  }

  /** Starts every branch whose predecessors are through. */
  private void startReady() {
    for (int i = 0; i < branches.size(); i++) {
      Branch branch = branches.get(i);
      if (branch.strand == null && branch.outcome == null && isReady(i)) {
        branch.strand = around.run.spawn(branch.spec.name(), around, branch::live);
      }
    }
  }

  private boolean isReady(int index) {
    for (ParallelSpec.Arrow arrow : spec.arrows()) {
      if (arrow.after() == index && !branches.get(arrow.before()).isThrough()) {
        return false;
      }
    }
    return true;
  }

  private void ended(Branch branch, Outcome outcome, @Nullable Throwable thrown) {
    branch.outcome = outcome;
    branch.thrown = thrown;
    branch.ended = around.run.scheduler().now();
    branch.returnSeat();
    around.run.senses().changed();
    if (verdict == null && branch.isThrough()) {
      startReady();
    }
    decideSoon();
  }

  private void decideSoon() {
    if (!isDeciding) {
      isDeciding = true;
      around
          .run
          .scheduler()
          .at(around.run.scheduler().now(), Rank.DECISION, around.id, this::decide);
    }
  }

  private void decide() {
    isDeciding = false;
    Bug bug = firstBug();
    if (bug != null) {
      settle(new Verdict(List.of(), bug), Cause.Kind.BUG);
    } else if (verdict == null) {
      Verdict found =
          switch (spec.kind()) {
            case ALL -> spec.isCollect() ? null : firstFailure();
            case ANY -> enough(1);
            case RACE -> first();
            case AT_LEAST -> enough(atLeast);
          };
      if (found != null) {
        settle(found, found.failure() == null || isRace() ? Cause.Kind.LOST : Cause.Kind.SIBLING);
      }
    }
    forgetUnreachable();
    if (branches.stream().allMatch(branch -> branch.outcome != null)) {
      allEnded.complete(null);
    }
  }

  private @Nullable Branch named(String name) {
    for (Branch branch : branches) {
      if (branch.spec.isNamed() && branch.spec.name().equals(name)) {
        return branch;
      }
    }
    return null;
  }

  boolean hasBranch(String name) {
    return named(name) != null;
  }

  /** The outcome of a named branch; null until it has ended. */
  @Nullable Outcome outcome(String name) {
    Branch branch = named(name);
    return branch == null ? null : branch.outcome;
  }

  /** When a named branch came to a phase; NEVER until it has. */
  long phaseNanos(String name, Scope.BranchPhase phase) {
    Branch branch = named(name);
    return branch == null
        ? NEVER
        : switch (phase) {
          case ACCEPTED -> branch.accepted;
          case BEGUN -> branch.begun;
          case ENDED -> branch.ended;
        };
  }

  /** Notes the first effect of a branch. */
  static void begun(Scope branchScope) {
    Parallel parallel = branchScope.parent == null ? null : branchScope.parent.parallel;
    if (parallel != null) {
      for (Branch branch : parallel.branches) {
        if (branch.scope == branchScope && branch.begun == NEVER) {
          branch.begun = parallel.around.run.scheduler().now();
          parallel.around.run.senses().changed();
        }
      }
    }
  }

  /** Lets a named branch stand still or go on; one that has not begun will begin so (C6). */
  void freeze(String name, boolean isStill) {
    Branch branch = named(name);
    if (branch == null || branch.outcome != null) {
      return;
    }
    branch.isFrozen = isStill;
    Scope scope = branch.scope;
    if (scope != null && isStill) {
      Freezing.freeze(scope);
    } else if (scope != null) {
      Freezing.unfreeze(scope);
    }
  }

  private boolean isRace() {
    return spec.kind() == ParallelSpec.Kind.RACE;
  }

  private @Nullable Bug firstBug() {
    for (Branch branch : branches) {
      if (branch.outcome instanceof Outcome.Broken(Bug bug)) {
        return verdict != null && verdict.failure() instanceof Bug ? null : bug;
      }
    }
    return null;
  }

  private @Nullable Verdict firstFailure() {
    for (Branch branch : branches) {
      if (branch.outcome instanceof Outcome.Failed && branch.thrown instanceof Failed failed) {
        return new Verdict(List.of(branch), failed);
      }
    }
    return null;
  }

  private @Nullable Verdict first() {
    for (Branch branch : branches) {
      if (branch.outcome instanceof Outcome.Ok) {
        return new Verdict(List.of(branch), null);
      }
      if (branch.outcome instanceof Outcome.Failed && branch.thrown instanceof Failed failed) {
        return new Verdict(List.of(branch), failed);
      }
    }
    return null;
  }

  private @Nullable Verdict enough(long wanted) {
    List<Branch> succeeded = new ArrayList<>();
    long open = 0;
    long counting = 0;
    for (Branch branch : branches) {
      if (branch.outcome instanceof Outcome.Ok) {
        succeeded.add(branch);
      }
      boolean isCut = branch.outcome instanceof Outcome.Cancelled;
      open += branch.outcome == null || isCut ? 1 : 0;
      counting += branch.outcome instanceof Outcome.Skipped ? 0 : 1;
    }
    if (succeeded.size() >= wanted) {
      return new Verdict(succeeded.subList(0, (int) wanted), null);
    }
    if (counting == 0 || succeeded.size() + open >= wanted) {
      return null;
    }
    return new Verdict(List.of(), unmet(wanted, succeeded.size()));
  }

  private Failed unmet(long wanted, int succeeded) {
    String message =
        "`%s` needs %d of %d branches to succeed; %d did, and too few can still."
            .formatted(around.spec.name(), wanted, branches.size(), succeeded);
    return new Failed(Failure.of(Reason.UNMET, message));
  }

  private void settle(Verdict found, Cause.Kind kind) {
    verdict = found;
    String detail = found.winners().isEmpty() ? "" : found.winners().getFirst().spec.name();
    Journal.write(around, "parallel.decided", "by", detail);
    for (Branch branch : branches) {
      branch.cancel(kind, detail);
    }
  }

  /** A branch whose predecessor will not be through never starts. */
  private void forgetUnreachable() {
    for (int again = 0; again < branches.size(); again++) {
      for (ParallelSpec.Arrow arrow : spec.arrows()) {
        Branch before = branches.get(arrow.before());
        Branch after = branches.get(arrow.after());
        if (before.outcome != null && !before.isThrough() && after.isWaiting()) {
          after.cancel(Cause.Kind.SIBLING, before.spec.name());
        }
      }
    }
  }

  private Object result() {
    Verdict found = verdict;
    if (found == null) {
      return undecided();
    }
    RuntimeException failure = found.failure();
    if (failure instanceof Failed failed && failed.failure().reason().equals(Reason.UNMET)) {
      throw found.winners().isEmpty() ? new Failed(failed.failure().with(outcomes())) : failed;
    }
    if (failure != null) {
      throw failure;
    }
    return found.winners().stream().map(Branch::known).toList();
  }

  /** Everyone has ended, and nothing decided before. */
  private Object undecided() {
    boolean isAll = spec.kind() == ParallelSpec.Kind.ALL;
    if (branches.stream().allMatch(branch -> branch.outcome instanceof Outcome.Skipped)) {
      return isAll && spec.isCollect() ? outcomes() : Scopes.SKIPPED;
    }
    for (Branch branch : branches) {
      if (branch.thrown instanceof ScopeCut cut) {
        throw cut;
      }
    }
    if (isAll) {
      return outcomes();
    }
    throw new Failed(unmet(atLeast, 0).failure().with(outcomes()));
  }

  private List<Outcome> outcomes() {
    return branches.stream().map(Branch::known).toList();
  }

  /** One branch; its strand is there once it was started. */
  private final class Branch {
    private final ParallelSpec.Branch spec;
    private final ScopeBody body;
    private @Nullable Strand strand;
    private @Nullable Scope scope;
    private @Nullable Account seat;
    private @Nullable Outcome outcome;
    private @Nullable Throwable thrown;
    private @Nullable Cause cancelled;
    private boolean isFrozen;
    private long accepted = NEVER;
    private long begun = NEVER;
    private long ended = NEVER;

    Branch(ParallelSpec.Branch spec, ScopeBody body) {
      this.spec = spec;
      this.body = body;
    }

    /** Takes what it needs at least, so that no branch before it can use that up (E3). */
    void setAside() {
      if (spec.minimumMicrojoules() > 0) {
        seat = Admission.seat(around, spec.name(), spec.minimumMicrojoules());
      }
    }

    void returnSeat() {
      Account own = seat;
      if (own != null) {
        around.run.accounts().close(own);
      }
    }

    boolean isThrough() {
      return outcome instanceof Outcome.Ok || outcome instanceof Outcome.Skipped;
    }

    boolean isWaiting() {
      return strand == null && outcome == null;
    }

    Outcome known() {
      return outcome == null ? Outcome.SKIPPED : outcome;
    }

    void live(Strand own) {
      Outcome result;
      Throwable problem = null;
      try {
        Object value =
            cancelled == null
                ? Scopes.run(
                    own,
                    ScopeSpec.plain(spec.name(), ScopeSpec.Kind.BRANCH),
                    Demands.NOTHING,
                    this::begin)
                : null;
        result =
            cancelled != null && scope == null
                ? new Outcome.Cancelled(cancelled)
                : Ending.ok(value).outcome();
      } catch (Failed failed) {
        problem = failed;
        result = new Outcome.Failed(failed.failure());
      } catch (ScopeCut cut) {
        problem = cut.owner() == around && cancelled != null ? null : cut;
        result = new Outcome.Cancelled(cut.cause());
      } catch (Bug bug) {
        problem = bug;
        result = new Outcome.Broken(bug);
      }
      Outcome last = result;
      Throwable behind = problem;
      around.run.scheduler().atomically(() -> ended(this, last, behind));
    }

    private @Nullable Object begin(Scope own) {
      around
          .run
          .scheduler()
          .atomically(
              () -> {
                scope = own;
                if (seat != null) {
                  own.account = seat;
                }
                accepted = own.run.scheduler().now();
                own.run.senses().changed();
                if (isFrozen) {
                  Freezing.freeze(own);
                }
                if (cancelled != null) {
                  Cuts.fall(own, around, cancelled.kind(), cancelled.detail());
                }
              });
      own.strand.poll();
      return body.run(own);
    }

    void cancel(Cause.Kind kind, String detail) {
      if (outcome != null || cancelled != null) {
        return;
      }
      cancelled = Cuts.cause(around.run, around, kind, detail);
      if (scope != null) {
        Cuts.fall(scope, around, kind, detail);
      } else if (strand == null) {
        ended(this, new Outcome.Cancelled(cancelled), null);
      }
    }
  }
}
