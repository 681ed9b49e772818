package dev.ration.runtime.scope;

import org.jspecify.annotations.Nullable;

/** How a scope ended: exactly one for each (R1). Immutable. */
public sealed interface Outcome {
  /** It ended well; the value is null when it has none. */
  record Ok(@Nullable Object value) implements Outcome {}

  /** It failed. */
  record Failed(Failure failure) implements Outcome {}

  /** {@code skip if} held, or every branch was skipped. */
  record Skipped() implements Outcome {}

  /** It was cancelled from outside. */
  record Cancelled(Cause cause) implements Outcome {}

  /** A bug ended it; seen only in receipts and run results. */
  record Broken(Bug bug) implements Outcome {}

  Outcome SKIPPED = new Skipped();
  Outcome OK = new Ok(null);

  /** The word used in traces and reports. */
  default String word() {
    return switch (this) {
      case Ok _ -> "ok";
      case Failed(Failure failure) -> failure.reason().toString();
      case Skipped _ -> "skipped";
      case Cancelled(Cause cause) -> "cancelled(" + cause.kind().word() + ")";
      case Broken(Bug bug) -> "bug(" + bug.code().id() + ")";
    };
  }
}
