package dev.ration.interpreter.lang;

import com.oracle.truffle.api.TruffleLanguage.ContextReference;

/** What the engine keeps for one interpreter. */
public final class RationContext {
  private static final ContextReference<RationContext> REFERENCE =
      ContextReference.create(RationLanguage.class);

  private final RationLanguage language;

  RationContext(RationLanguage language) {
    this.language = language;
  }

  /** The context that the calling thread has entered. */
  public static RationContext current() {
    return REFERENCE.get(null);
  }

  public RationLanguage language() {
    return language;
  }
}
