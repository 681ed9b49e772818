package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.RootCallTarget;
import dev.ration.runtime.scope.Failure;
import dev.ration.runtime.scope.Scope;
import dev.ration.runtime.scope.ScopeBody;
import dev.ration.runtime.scope.Truth;
import dev.ration.runtime.scope.Watch;
import org.jspecify.annotations.Nullable;

/** The pieces of one activity, for the runtime to call. */
final class GuestBody implements ScopeBody {
  private final Parts parts;
  private final Closure closure;

  GuestBody(Parts parts, Closure closure) {
    this.parts = parts;
    this.closure = closure;
  }

  @Override
  public @Nullable Object run(Scope scope) {
    return closure.run(parts.body, scope);
  }

  @Override
  public Truth skipIf(int index, Watch watch) {
    return closure.test(parts.skipIf.get(index), watch);
  }

  @Override
  public Truth require(int index, Watch watch) {
    return closure.test(parts.require.get(index), watch);
  }

  @Override
  public boolean hasRepair(int index) {
    return parts.repairs.get(index) != null;
  }

  @Override
  public void repair(int index, Scope scope) {
    RootCallTarget repair = parts.repairs.get(index);
    if (repair != null) {
      closure.run(repair, scope);
    }
  }

  @Override
  public Truth ensure(int index, Watch watch) {
    return closure.test(parts.ensure.get(index), watch);
  }

  @Override
  public Truth keep(int index, Watch watch) {
    return closure.test(parts.keep.get(index), watch);
  }

  @Override
  public Truth until(int index, Watch watch) {
    return closure.test(parts.until.get(index), watch);
  }

  @Override
  public @Nullable Object handle(int index, Failure failure, Scope scope) {
    return closure.run(parts.handlers.get(index), scope, failure);
  }

  @Override
  public void soft(int index, Scope scope) {
    closure.run(parts.soft.get(index), scope);
  }

  @Override
  public void cleanup(Scope scope) {
    RootCallTarget cleanup = parts.cleanup;
    if (cleanup != null) {
      closure.run(cleanup, scope);
    }
  }
}
