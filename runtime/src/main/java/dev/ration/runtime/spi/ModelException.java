package dev.ration.runtime.spi;

import dev.ration.plan.Code;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model cannot be opened or warmed up; the message tells an integrator what to change. */
public class ModelException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable Code code;

  public ModelException(String message) {
    super(message);
    code = null;
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
    code = null;
  }

  /** A trouble that has a page of its own. */
  public ModelException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The permanent code, where the trouble has one. */
  public Optional<Code> code() {
    return Optional.ofNullable(code);
  }

  /** The message, behind its code where there is one. */
  public String words() {
    return (code == null ? "" : code.id() + ": ") + getMessage();
  }
}
