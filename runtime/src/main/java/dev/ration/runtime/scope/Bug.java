package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.runtime.energy.MissionStore;
import org.jspecify.annotations.Nullable;

/**
 * A defect, in the policy, its host or the runtime: no handler sees it, it ends the run through its
 * cleanups (R2).
 */
public final class Bug extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  public Bug(Code code, String message) {
    this(code, message, null);
  }

  public Bug(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What the mission's store could not write. */
  public static Bug of(MissionStore.Unwritten unwritten) {
    return new Bug(unwritten.code(), String.valueOf(unwritten.getMessage()), unwritten);
  }

  /** The permanent code. */
  public Code code() {
    return code;
  }
}
