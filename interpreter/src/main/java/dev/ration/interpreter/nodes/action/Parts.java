package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.RootCallTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of an activity's pieces, in the order of its {@link dev.ration.runtime.scope.ScopeSpec}.
 * Filled by one thread before it is used.
 */
public final class Parts {
  final RootCallTarget body;
  final List<RootCallTarget> skipIf = new ArrayList<>();
  final List<RootCallTarget> require = new ArrayList<>();

  /** One for each {@link #require}, null where there is none. */
  final List<@Nullable RootCallTarget> repairs = new ArrayList<>();

  final List<RootCallTarget> ensure = new ArrayList<>();
  final List<RootCallTarget> keep = new ArrayList<>();
  final List<RootCallTarget> until = new ArrayList<>();
  final List<RootCallTarget> handlers = new ArrayList<>();
  final List<RootCallTarget> soft = new ArrayList<>();
  @Nullable RootCallTarget cleanup;

  public Parts(RootCallTarget body) {
    this.body = body;
  }

  public void addSkipIf(RootCallTarget condition) {
    skipIf.add(condition);
  }

  public void addRequire(RootCallTarget condition, @Nullable RootCallTarget repair) {
    require.add(condition);
    repairs.add(repair);
  }

  public void addEnsure(RootCallTarget condition) {
    ensure.add(condition);
  }

  public void addKeep(RootCallTarget condition) {
    keep.add(condition);
  }

  public void addUntil(RootCallTarget condition) {
    until.add(condition);
  }

  public void addHandler(RootCallTarget handler) {
    handlers.add(handler);
  }

  public void addSoft(RootCallTarget block) {
    soft.add(block);
  }

  public void setCleanup(RootCallTarget block) {
    cleanup = block;
  }
}
