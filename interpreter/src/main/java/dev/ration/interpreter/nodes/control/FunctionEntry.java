package dev.ration.interpreter.nodes.control;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.RootCallTarget;
import org.jspecify.annotations.Nullable;

/** A function or an activity that can be called, before and after it was lowered. */
public final class FunctionEntry {
  private final String name;
  @CompilationFinal private @Nullable RootCallTarget target;

  public FunctionEntry(String name) {
    this.name = name;
  }

  /** Its full name. */
  public String name() {
    return name;
  }

  /** Gives it its code, once, before anything calls it. */
  public void define(RootCallTarget code) {
    target = code;
  }

  /** Its code. */
  public RootCallTarget target() {
    RootCallTarget code = target;
    if (code == null) {
      throw new IllegalStateException(name + " was not lowered");
    }
    return code;
  }
}
