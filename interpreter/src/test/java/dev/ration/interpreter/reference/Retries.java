package dev.ration.interpreter.reference;

import static dev.ration.interpreter.reference.Frame.NEVER;

/** Whether an attempt is followed by another (P2). */
final class Retries {
  private static final long MILLI = 1_000_000L;

  private final Reference world;

  Retries(Reference world) {
    this.world = world;
  }

  /** The pause doubles from attempt to attempt, up to what is written: a single figure stays. */
  long pauseNanos(Frame frame, int number) {
    return number > 0 && !world.is(Mutation.P2_NO_PAUSE)
        ? frame.spec.clauses().backoff() * MILLI
        : 0;
  }

  boolean isWorthAnother(Frame frame, End end, int number) {
    int attempts = frame.spec.clauses().attempts();
    int most = world.is(Mutation.P2_ONE_MORE_ATTEMPT) && attempts > 0 ? attempts + 1 : attempts;
    if (!(end instanceof End.Failed failed) || failed.isFinal() || number >= most) {
      return false;
    }
    String reason = failed.why().reason;
    boolean isRetried =
        !reason.startsWith("denied") && !reason.equals("precondition")
            || reason.equals("denied(resource)")
            || reason.equals("denied(power)");
    if (!isRetried && !world.is(Mutation.P2_RETRIES_DENIALS)) {
      return false;
    }
    long free = frame.purse.free();
    long left = frame.cut == NEVER ? NEVER : frame.cut - world.now() - pauseNanos(frame, number);
    boolean isHopeful =
        (free == Purse.NONE || free >= frame.spec.leastMicrojoules())
            && left > 0
            && left >= frame.leastNanos();
    return isHopeful || world.is(Mutation.P2_HOPELESS_ATTEMPT);
  }
}
