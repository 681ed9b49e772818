package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.nodes.Node;
import dev.ration.interpreter.values.Caps;
import dev.ration.plan.Code;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.Watch;
import org.jspecify.annotations.Nullable;

/**
 * One strand as guest code sees it: its depth of calls, and the condition it is evaluating.
 *
 * <p>Used by the strand's own thread. A line without a strand computes constants and arguments
 * before a run; it can reach nothing, and its loops are counted.
 */
public final class Line {
  private static final long FREE_STEPS = 50_000_000;

  private final @Nullable Strand strand;
  private int depth;
  private long freeSteps;
  private @Nullable Watch watch;

  private Line(@Nullable Strand strand, int depth) {
    this.strand = strand;
    this.depth = depth;
  }

  /** The line of a strand that begins with {@code depth} calls around it. */
  public static Line of(Strand strand, int depth) {
    return new Line(strand, depth);
  }

  /** A line on which nothing but pure computation can run. */
  public static Line free() {
    return new Line(null, 0);
  }

  /** The line that a frame runs on. */
  public static Line of(Frame frame) {
    return (Line) frame.getArguments()[GuestRootNode.LINE];
  }

  /** The strand; a bug on a line that has none. */
  public Strand strand() {
    Strand here = strand;
    if (here == null) {
      throw CompilerDirectives.shouldNotReachHere("a constant asks for a strand");
    }
    return here;
  }

  /** The strand, or null on a line that only computes. */
  public @Nullable Strand strandOrNull() {
    return strand;
  }

  /** The innermost scope. */
  @TruffleBoundary
  public Scope scope() {
    return Scope.of(strand());
  }

  /** The condition's view of the world, or null outside conditions. */
  public @Nullable Watch watch() {
    return watch;
  }

  /** Sets the condition's view; returns the one before, to be set again afterwards. */
  public @Nullable Watch watch(@Nullable Watch other) {
    Watch before = watch;
    watch = other;
    return before;
  }

  /** How many calls lie around. */
  public int depth() {
    return depth;
  }

  /** Goes back to a depth after a call, or after something was thrown. */
  public void depth(int before) {
    depth = before;
  }

  /**
   * Notes that a call begins. Returns the depth to go back to when it has returned: a number that
   * the caller keeps, so that nobody waits for the memory of the callee's.
   */
  public int enter(Node node) {
    int before = depth;
    int next = before + 1;
    if (CompilerDirectives.injectBranchProbability(
        CompilerDirectives.SLOWPATH_PROBABILITY, next > Caps.CALLS)) {
      CompilerDirectives.transferToInterpreter();
      throw Faults.callsTooDeep(node);
    }
    depth = next;
    step();
    return before;
  }

  /** Marks a call or a loop back-edge (V4). */
  public void step() {
    Strand here = strand;
    if (CompilerDirectives.injectBranchProbability(
        CompilerDirectives.SLOWPATH_PROBABILITY, here == null || here.isStepDue())) {
      slowStep();
    } else {
      here.pass();
    }
  }

  @TruffleBoundary
  private void slowStep() {
    Strand here = strand;
    if (here != null) {
      here.step();
    } else if (++freeSteps > FREE_STEPS) {
      throw new dev.ration.runtime.scope.Bug(
          Code.CALLS_TOO_DEEP, "A constant takes too many steps to compute.");
    }
  }
}
