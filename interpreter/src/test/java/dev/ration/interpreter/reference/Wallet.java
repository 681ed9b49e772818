package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Rank;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All accounts of a run of the reference model, and what draws on them (E2 to E5). */
final class Wallet {
  /** What the battery of the robot holds above the safety reserve, in microjoules. */
  static final long MISSION = 4_000_000_000L;

  /** What the robot draws with nothing commanded, in microwatts. */
  static final long IDLE = 20_000_000;

  private static final long NONE = Purse.NONE;

  private final Reference world;
  private final Purse mission = new Purse(null, null, MISSION, 0, 0, 0);
  private final Purse reserve = new Purse(null, null, NONE, 0, 0, 0);
  private final List<Draw> draws = new ArrayList<>();
  private Agenda.@Nullable Due next;

  Wallet(Reference world) {
    this.world = world;
  }

  /** Something that draws power. */
  final class Draw {
    private final Purse purse;
    private final long microwatts;
    private boolean isOnReserve;

    private Draw(Purse purse, long microwatts) {
      this.purse = purse;
      this.microwatts = microwatts;
      this.isOnReserve = purse.nearestOpen().isOnReserve();
    }

    private Purse payer() {
      return isOnReserve ? reserve : purse.nearestOpen();
    }

    private void moveToReserve() {
      if (!isOnReserve && purse.nearestOpen().isOnReserve()) {
        payer().microwatts -= microwatts;
        isOnReserve = true;
        payer().microwatts += microwatts;
      }
    }

    void end() {
      if (draws.remove(this)) {
        settle();
        payer().microwatts -= microwatts;
        schedule();
      }
    }
  }

  Purse mission() {
    return mission;
  }

  private void settle() {
    mission.settle(world.now());
    reserve.settle(world.now());
  }

  /** Opens what a scope asks for (E2); returns why not, or null. */
  @Nullable String open(Frame frame) {
    settle();
    Frame.Spec spec = frame.spec;
    long energy = spec.clauses().energy();
    long kept = world.is(Mutation.E2_NOTHING_KEPT) ? 0 : spec.keptMicrojoules();
    long least = world.is(Mutation.E2_NO_MINIMUM) ? 0 : spec.leastMicrojoules();
    long free = frame.purse.free();
    boolean hasGrant = energy != Part.NONE && spec.kind().matches("step|policy|parallel");
    if (hasGrant) {
      Part.More more = spec.clauses().more();
      boolean isTotal = more.isTotal() && !world.is(Mutation.E1_IDLE_IS_ESCROWED);
      boolean isCap = isOnPot(frame) && !world.is(Mutation.E3_CAP_IS_A_TRANSFER);
      if (isTotal || isCap) {
        long grant = energy * 1_000_000;
        if (grant < least + kept || free != NONE && free < least + kept) {
          return "denied(energy)";
        }
        long idle = isTotal && !world.is(Mutation.E1_IDLE_NOT_SEEN) ? IDLE : 0;
        frame.purse = Purse.cap(frame.purse, frame, grant, kept, least, world.now(), idle);
        frame.hasPurse = true;
        schedule();
        return null;
      }
      long granted = free == NONE ? energy * 1_000_000 : Math.min(energy * 1_000_000, free);
      if (world.is(Mutation.E2_NO_ESCROW)) {
        granted = energy * 1_000_000;
      }
      if (granted < least + kept) {
        return "denied(energy)";
      }
      frame.purse = new Purse(frame.purse, frame, granted, kept, 0, world.now());
      frame.hasPurse = true;
    } else if (least > 0) {
      if (free != NONE && least > free) {
        return "denied(energy)";
      }
      seat(frame, frame.purse, least);
    }
    schedule();
    return null;
  }

  /**
   * Whether the account around is meant to be shared: then a figure only caps the use of it (E3).
   */
  private static boolean isOnPot(Frame frame) {
    for (Frame around = frame.parent; around != null; around = around.parent) {
      if (around.spec.clauses().more().isShared()) {
        return true;
      }
      if (around.hasPurse) {
        return false;
      }
    }
    return false;
  }

  /** Sets a minimum aside in the account around (E3). */
  void seat(Frame frame, Purse around, long least) {
    frame.purse = setAside(frame, around, least);
    frame.isSeated = true;
  }

  Purse setAside(@Nullable Frame frame, Purse around, long least) {
    settle();
    return new Purse(around, frame, NONE, 0, least, world.now());
  }

  void openKept(Frame frame) {
    if (frame.hasPurse && !world.is(Mutation.E5_HANDLER_ON_BODY_SHARE)) {
      settle();
      frame.purse.isKeptOpen = true;
      schedule();
    }
  }

  void close(Purse purse) {
    settle();
    purse.close();
    schedule();
  }

  long used(Frame frame) {
    settle();
    return frame.purse.usedMicrojoules();
  }

  Draw draw(Purse purse, long microwatts) {
    settle();
    Draw draw = new Draw(purse, microwatts);
    draw.payer().microwatts += microwatts;
    draws.add(draw);
    schedule();
    return draw;
  }

  /** Looks when an account may run out. */
  private void schedule() {
    if (world.is(Mutation.E5_NOT_ENFORCED)) {
      return;
    }
    if (world.is(Mutation.E5_NEVER_LOW)) {
      mission.all().forEach(purse -> purse.isToldLow = true);
    }
    long nanos =
        mission.all().stream().mapToLong(Purse::nanosToChange).min().orElse(Long.MAX_VALUE);
    world.agenda.cancel(next);
    next =
        nanos == Long.MAX_VALUE
            ? null
            : world.agenda.at(world.now() + nanos, Rank.ACCOUNT, 0, this::look);
  }

  private void look() {
    settle();
    List<Purse> all = mission.all();
    all.sort(Comparator.comparingInt(Purse::depth));
    if (world.is(Mutation.E5_INNERMOST_OWNS)) {
      all.removeIf(purse -> purse.all().stream().skip(1).anyMatch(Purse::isEmpty));
    }
    for (Purse purse : all) {
      look(purse);
    }
    schedule();
  }

  private void look(Purse purse) {
    if (purse.isLow() && !purse.isToldLow) {
      purse.isToldLow = true;
      Frame owner = purse.frame;
      if (owner != null) {
        owner.note("low", world.now());
      }
      List.copyOf(world.listeners).forEach(one -> one.low(purse));
    }
    if (!purse.isEmpty() || (purse.isKeptOpen ? purse.isUncovered : purse.isToldEmpty)) {
      return;
    }
    Frame frame = purse.frame;
    if (purse.isKeptOpen) {
      purse.isUncovered = true;
      draws.forEach(Draw::moveToReserve);
      if (frame != null) {
        frame.note("reserve pays", world.now());
      }
    } else {
      purse.isToldEmpty = true;
      if (frame != null) {
        world.fall(frame, "overrun", frame);
      }
    }
  }
}
