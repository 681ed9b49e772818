package dev.ration.lint.rule;

/**
 * One opinion. A rule has no state, so one instance serves every program and thread.
 *
 * <p>Its class is named for what it forbids; its page in {@code docs/codes} says why.
 */
public interface Rule {
  /** What is fixed about it. */
  Traits traits();

  /** Reports what it finds in one module, which has no errors. */
  void check(RuleContext context);

  /** The name of its class, which reports show beside the code. */
  default String name() {
    return getClass().getSimpleName();
  }
}
