package dev.ration.interpreter.nodes;

import dev.ration.grammar.diag.Span;
import dev.ration.runtime.scope.Bug;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in a policy a bug was found: the cause of the {@link Bug} that says what it is. */
public final class BugSite extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Span span;

  private BugSite(Span span, @Nullable Throwable cause) {
    super(span.toString(), cause, false, false);
    this.span = span;
  }

  /** Returns the bug with a place, unless it has one already. */
  static Bug place(Bug bug, @Nullable Span span) {
    if (span == null || of(bug).isPresent()) {
      return bug;
    }
    return new Bug(bug.code(), String.valueOf(bug.getMessage()), new BugSite(span, bug.getCause()));
  }

  /** Finds where a bug was found. */
  public static Optional<Span> of(Bug bug) {
    return bug.getCause() instanceof BugSite site ? Optional.of(site.span) : Optional.empty();
  }
}
