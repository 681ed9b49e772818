package dev.ration.runtime.scope;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The guest code of an activity, put together in a test. */
final class Script implements ScopeBody {
  private final ScopeBody body;
  private Function<Failure, @Nullable Object> handler = failure -> null;
  private Runnable cleanup = () -> {};
  private Runnable repair = () -> {};
  private Runnable soft = () -> {};
  private boolean hasRepair;
  private Condition condition = watch -> Truth.TRUE;

  private Script(ScopeBody body) {
    this.body = body;
  }

  static Script of(ScopeBody body) {
    return new Script(body);
  }

  static Script of(Runnable body) {
    return new Script(
        scope -> {
          body.run();
          return null;
        });
  }

  Script handler(Function<Failure, @Nullable Object> value) {
    handler = value;
    return this;
  }

  Script answer(Runnable value) {
    return handler(
        failure -> {
          value.run();
          return null;
        });
  }

  Script cleanup(Runnable value) {
    cleanup = value;
    return this;
  }

  Script soft(Runnable value) {
    soft = value;
    return this;
  }

  Script repair(Runnable value) {
    repair = value;
    hasRepair = true;
    return this;
  }

  /** The one condition of the activity, whatever its kind. */
  Script condition(Condition value) {
    condition = value;
    return this;
  }

  @Override
  public @Nullable Object run(Scope scope) {
    return body.run(scope);
  }

  @Override
  public Truth skipIf(int index, Watch watch) {
    return condition.test(watch);
  }

  @Override
  public Truth require(int index, Watch watch) {
    return condition.test(watch);
  }

  @Override
  public boolean hasRepair(int index) {
    return hasRepair;
  }

  @Override
  public void repair(int index, Scope scope) {
    repair.run();
  }

  @Override
  public Truth ensure(int index, Watch watch) {
    return condition.test(watch);
  }

  @Override
  public Truth keep(int index, Watch watch) {
    return condition.test(watch);
  }

  @Override
  public Truth until(int index, Watch watch) {
    return condition.test(watch);
  }

  @Override
  public @Nullable Object handle(int index, Failure failure, Scope scope) {
    return handler.apply(failure);
  }

  @Override
  public void soft(int index, Scope scope) {
    soft.run();
  }

  @Override
  public void cleanup(Scope scope) {
    cleanup.run();
  }
}
