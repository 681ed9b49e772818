package dev.ration.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.ration.grammar.diag.Span;
import dev.ration.interpreter.values.Caps;
import dev.ration.plan.Code;
import dev.ration.runtime.scope.Bug;
import org.jspecify.annotations.Nullable;

/** Makes the bugs that guest code can have, with the place where it has them. */
public final class Faults {
  private Faults() {}

  /** A bug at a node. */
  @TruffleBoundary
  public static Bug at(@Nullable Node node, Code code, String message) {
    return BugSite.place(new Bug(code, message), spanOf(node));
  }

  /** Adds the place of a node to a bug that has none. */
  @TruffleBoundary
  public static Bug placed(Bug bug, @Nullable Node node) {
    return BugSite.place(bug, spanOf(node));
  }

  /** The nearest place in a policy around a node. */
  public static @Nullable Span spanOf(@Nullable Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof ExpressionNode expression && expression.span() != null) {
        return expression.span();
      }
    }
    return null;
  }

  @TruffleBoundary
  public static Bug overflow(Node node) {
    return at(node, Code.OVERFLOW, "The result is too large to be kept.");
  }

  @TruffleBoundary
  public static Bug zeroDivisor(Node node) {
    return at(node, Code.ZERO_DIVISOR, "The divisor is zero.");
  }

  @TruffleBoundary
  public static Bug notANumber(Node node) {
    return at(node, Code.NOT_A_NUMBER, "The computation has no result.");
  }

  @TruffleBoundary
  public static Bug textTooLong(Node node) {
    return at(
        node, Code.TEXT_TOO_LONG, "The text becomes longer than " + Caps.TEXT + " characters.");
  }

  @TruffleBoundary
  public static Bug tooLarge(Node node, String what) {
    return at(
        node, Code.VALUE_TOO_LARGE, "The " + what + " gets more than " + Caps.ITEMS + " items.");
  }

  @TruffleBoundary
  public static Bug callsTooDeep(Node node) {
    return at(
        node, Code.CALLS_TOO_DEEP, "More than " + Caps.CALLS + " calls lie inside each other.");
  }

  @TruffleBoundary
  public static Bug unknownReading(@Nullable Node node, String what) {
    return at(
        node,
        Code.READING_UNKNOWN,
        "The reading of `" + what + "` is unknown where a value is needed.");
  }
}
