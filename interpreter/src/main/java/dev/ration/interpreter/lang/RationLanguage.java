package dev.ration.interpreter.lang;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.instrumentation.ProvidedTags;
import com.oracle.truffle.api.instrumentation.StandardTags;
import dev.ration.interpreter.nodes.Sources;

/** Ration as the host engine knows it. Policies are handed over checked, not as text. */
@TruffleLanguage.Registration(
    id = RationLanguage.ID,
    name = "Ration",
    version = "0.1.0",
    contextPolicy = TruffleLanguage.ContextPolicy.SHARED)
@ProvidedTags({
  StandardTags.RootTag.class,
  StandardTags.RootBodyTag.class,
  StandardTags.StatementTag.class,
  StandardTags.CallTag.class,
  StandardTags.ExpressionTag.class
})
public final class RationLanguage extends TruffleLanguage<RationContext> {
  /** The language's id. */
  public static final String ID = "ration";

  private final Sources sources = new Sources();

  /** The texts of policies as the engine sees them. */
  public Sources sources() {
    return sources;
  }

  @Override
  protected RationContext createContext(Env env) {
    return new RationContext(this);
  }

  @Override
  protected boolean isThreadAccessAllowed(Thread thread, boolean isSingleThreaded) {
    return true;
  }
}
