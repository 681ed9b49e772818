package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import dev.ration.interpreter.reference.Claims.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who waits for resources, and in which order they are served (P5). */
final class Grants {
  private static final List<String> PRIORITIES = List.of("safety", "person", "task", "idle");

  final Claims claims = new Claims();
  private final Reference world;
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Claim> held = new ArrayList<>();
  private final Set<Frame> preempted = new HashSet<>();
  private boolean isServing;

  Grants(Reference world) {
    this.world = world;
  }

  /** A wish: {@code attempt} takes all and gives OK, gives a failure, or null for not now. */
  private record Wish(Frame frame, Supplier<@Nullable End> attempt, Wait waiting) {}

  /** Takes, or waits for it until the latest start; then {@code then} gets null. */
  void take(
      Frame frame, long latest, Supplier<@Nullable End> attempt, Consumer<@Nullable End> then) {
    if (world.now() >= latest) {
      then.accept(attempt.get());
      return;
    }
    Agenda.Due[] giveUp = new Agenda.Due[1];
    Wish[] own = new Wish[1];
    Wait wait =
        world.await(
            frame.line,
            end -> {
              world.agenda.cancel(giveUp[0]);
              wishes.remove(own[0]);
              then.accept(end == End.SKIPPED ? null : end);
            });
    if (wait == null) {
      return;
    }
    own[0] = new Wish(frame, attempt, wait);
    wishes.add(own[0]);
    if (latest != Frame.NEVER) {
      giveUp[0] = world.agenda.at(latest, Rank.LIMIT, frame.depth, () -> drop(own[0]));
    }
    serveSoon();
  }

  private void drop(Wish wish) {
    if (wishes.remove(wish)) {
      world.agenda.finish(wish.waiting, End.SKIPPED);
    }
  }

  void serveSoon() {
    if (!isServing && !wishes.isEmpty()) {
      isServing = true;
      world.agenda.at(world.now(), Rank.GRANT, 0, this::serve);
    }
  }

  private void serve() {
    isServing = false;
    Comparator<Wish> byNumber = Comparator.comparingLong(wish -> wish.frame.number);
    List<Wish> ordered = new ArrayList<>(wishes);
    ordered.sort(
        world.is(Mutation.P5_FIRST_COME)
            ? byNumber
            : Comparator.comparingInt((Wish wish) -> priority(wish.frame))
                .thenComparingLong(wish -> place(wish.frame))
                .thenComparing(byNumber));
    for (Wish wish : ordered) {
      if (world.pending(wish.frame) == null) {
        End end = wish.attempt.get();
        if (end != null) {
          wishes.remove(wish);
          world.agenda.finish(wish.waiting, end);
        }
      }
    }
    for (Wish wish : ordered) {
      if (wishes.contains(wish) && world.pending(wish.frame) == null) {
        preempt(wish.frame);
      }
    }
  }

  boolean take(Claim claim) {
    if (world.is(Mutation.P5_TAKES_ANYWAY)) {
      claim.isHeld = true;
      return true;
    }
    boolean isTaken = claims.take(claim);
    if (isTaken) {
      held.add(claim);
    }
    return isTaken;
  }

  void release(Claim claim) {
    claims.release(claim);
    held.remove(claim);
  }

  /** The priority declared nearest around a scope; the least is served first. */
  private static int declared(Frame frame) {
    for (Frame around = frame; around != null; around = around.parent) {
      String level = around.spec.clauses().priority();
      if (level != null) {
        return PRIORITIES.indexOf(level);
      }
    }
    return PRIORITIES.indexOf("task");
  }

  /** A holder has the priority of those who wait for what it or a scope around it holds. */
  private int priority(Frame frame) {
    return priority(frame, frame, wishes.size());
  }

  private int priority(Frame frame, @Nullable Frame inheritsFrom, int depth) {
    int best = declared(frame);
    for (Wish wish : waitingFor(inheritsFrom)) {
      if (depth > 0) {
        best = Math.min(best, priority(wish.frame, wish.frame, depth - 1));
      }
    }
    return best;
  }

  /** The limit that counts for its turn: its own, or that of who waits for what it holds. */
  long place(@Nullable Frame frame) {
    return frame == null ? Frame.NEVER : place(frame, wishes.size());
  }

  private long place(Frame frame, int depth) {
    long best = frame.limit;
    for (Wish wish : waitingFor(frame)) {
      if (depth > 0) {
        best = Math.min(best, place(wish.frame, depth - 1));
      }
    }
    return best;
  }

  /** Who waits for something that a scope or one around it holds. */
  private List<Wish> waitingFor(@Nullable Frame innermost) {
    List<Wish> found = new ArrayList<>();
    if (world.is(Mutation.P5_NO_INHERITANCE)) {
      return found;
    }
    for (Frame holder = innermost; holder != null; holder = holder.parent) {
      for (Wish wish : wishes) {
        if (waitsFor(wish, holder) && !wish.frame.isInside(holder)) {
          found.add(wish);
        }
      }
    }
    return found;
  }

  private boolean waitsFor(Wish wish, Frame holder) {
    Claim wanted = wish.frame.claim;
    Claim has = holder.claim;
    return wanted != null
        && !wanted.isHeld
        && has != null
        && has.isHeld
        && claims.inTheWayOf(wanted).contains(has);
  }

  /** Cancels who is strictly less important and may be preempted, if that makes room (P5). */
  private void preempt(Frame frame) {
    Claim wanted = frame.claim;
    if (wanted == null
        || wanted.isHeld
        || claims.isQuarantined(wanted)
        || world.is(Mutation.P5_NO_PREEMPTION)) {
      return;
    }
    List<Claim> inTheWay = claims.inTheWayOf(wanted);
    if (inTheWay.stream().allMatch(claim -> mustGiveWay(claim.frame, frame))) {
      for (Claim claim : inTheWay) {
        if (preempted.add(claim.frame)) {
          world.fall(claim.frame, "preempted", claim.frame);
        }
      }
    }
  }

  private boolean mustGiveWay(Frame holder, Frame wish) {
    return preempted.contains(holder)
        || holder.phase == Frame.Phase.BODY
            && isPreemptible(holder)
            && priority(holder, holder.parent, wishes.size()) > priority(wish);
  }

  private static boolean isPreemptible(Frame frame) {
    for (Frame around = frame; around != null; around = around.parent) {
      if (around.spec.clauses().isPreemptible()) {
        return true;
      }
    }
    return false;
  }
}
