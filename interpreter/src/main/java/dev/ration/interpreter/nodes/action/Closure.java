package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.MaterializedFrame;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.nodes.control.ExitException;
import dev.ration.interpreter.values.Caps;
import dev.ration.plan.Code;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.Truth;
import dev.ration.runtime.scope.Watch;
import org.jspecify.annotations.Nullable;

/**
 * A piece of guest code with the frame it was written in, for the runtime to call back.
 *
 * @param frame null where the code looks at nothing around it
 */
record Closure(Line line, @Nullable MaterializedFrame frame) {

  /** The line for whoever calls: the one the closure was made on, or one for another strand. */
  private Line on(Scope scope) {
    return line.strandOrNull() == scope.strand() ? line : Line.of(scope.strand(), line.depth());
  }

  /** Runs code; a {@code return} and the like comes back as the value. */
  @TruffleBoundary
  @Nullable Object run(RootCallTarget code, Scope scope, Object... more) {
    Line here = on(scope);
    int depth = here.depth();
    Watch watch = here.watch(null);
    try {
      return call(code, here, more);
    } catch (ExitException exit) {
      return exit;
    } catch (UnknownReading unknown) {
      throw Faults.unknownReading(unknown.where(), unknown.what());
    } finally {
      here.watch(watch);
      here.depth(depth);
    }
  }

  /** Evaluates a condition. */
  @TruffleBoundary
  Truth test(RootCallTarget code, Watch watch) {
    Line here = on(watch.scope());
    int depth = here.depth();
    Watch before = here.watch(watch);
    try {
      return Truth.of((boolean) call(code, here));
    } catch (UnknownReading _) {
      return Truth.UNKNOWN;
    } finally {
      here.watch(before);
      here.depth(depth);
    }
  }

  private Object call(RootCallTarget code, Line here, Object... more) {
    Object[] arguments = new Object[2 + more.length];
    arguments[0] = here;
    arguments[1] = frame;
    System.arraycopy(more, 0, arguments, 2, more.length);
    try {
      return code.call(arguments);
    } catch (StackOverflowError _) {
      throw new Bug(
          Code.CALLS_TOO_DEEP, "More than " + Caps.CALLS + " calls lie inside each other.");
    } catch (OutOfMemoryError _) {
      throw new Bug(Code.OUT_OF_MEMORY, "The policy takes all the memory there is.");
    }
  }

  /** Goes on with what a body gave: a value, nothing, or a way out. */
  static Object passOn(@Nullable Object value) {
    if (value instanceof ExitException exit) {
      throw exit;
    }
    return value == null || value == dev.ration.runtime.scope.Scopes.SKIPPED
        ? dev.ration.interpreter.values.NoneValue.NONE
        : value;
  }
}
