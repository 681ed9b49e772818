package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How activities are cleaned up (C3). */
final class Cleanups {
  private static final long MILLI = 1_000_000L;

  private final Reference world;
  private final Protocol protocol;

  Cleanups(Reference world, Protocol protocol) {
    this.world = world;
    this.protocol = protocol;
  }

  /** Cleanup, once, last, shielded and bounded (C3). */
  void clean(Frame frame, End end, End.@Nullable Why handled, Consumer<End> then) {
    Part.Cleanup cleanup = frame.spec.trailers().cleanup();
    boolean isLeftOut = world.is(Mutation.C3_NO_CLEANUP_ON_CANCEL) && end instanceof End.Cut;
    if (cleanup == null || !frame.hasStarted || isLeftOut) {
      then.accept(end);
      return;
    }
    world.go(frame, Frame.Phase.CLEANUP);
    world.wallet.openKept(frame);
    List<String> moving = new ArrayList<>();
    long stop = 0;
    Claims.Claim claim = frame.claim;
    if (claim != null && claim.isHeld) {
      claim.resources.stream().filter(Scenario::hasSafeState).forEach(moving::add);
    }
    for (String resource : moving) {
      stop = Math.max(stop, Scenario.stopMillis(resource) * MILLI);
    }
    long within = cleanup.withinMillis() * MILLI;
    Frame.Spec spec =
        new Frame.Spec(
            "cleanup",
            "",
            Part.Clauses.NOTHING,
            Part.Trailers.NOTHING,
            within,
            Math.min(stop, within),
            0,
            0,
            0,
            0,
            0);
    Frame inner = world.enter(frame.line, spec, world.now());
    world.go(inner, Frame.Phase.BODY);
    protocol.sequence(
        frame.line,
        cleanup.body(),
        handled,
        raw -> {
          End last = protocol.landed(inner, raw);
          boolean hasFailed = last instanceof End.Failed;
          world.leave(inner, last);
          if (hasFailed) {
            frame.note("cleanup failed", world.now());
          }
          then.accept(hasFailed && world.is(Mutation.C3_FAILURE_REPLACES) ? last : end);
        });
  }
}
