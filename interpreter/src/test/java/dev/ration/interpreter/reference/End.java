package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How something ended (R1), before it is known what that means to the scopes around it. */
sealed interface End {
  /** It went well. */
  End OK = new Ok();

  /** It was skipped. */
  End SKIPPED = new Skipped();

  record Ok() implements End {}

  record Skipped() implements End {}

  /**
   * It failed.
   *
   * @param late the scope whose timeout this is when nobody answers it (T6)
   * @param isFinal whether the scope that it ended was ended by its own clause: no use in a retry
   */
  record Failed(Why why, @Nullable Frame late, boolean isFinal) implements End {
    static Failed of(String reason) {
      return new Failed(new Why(reason, null), null, false);
    }

    static Failed own(String reason, @Nullable Why behind) {
      return new Failed(new Why(reason, behind), null, true);
    }
  }

  /** It was cancelled; {@code owner} is where that becomes an outcome (C5). */
  record Cut(String cause, @Nullable Frame owner, long at) implements End {}

  /** A reason and what was behind it. Two of them are the same only if they are one. */
  final class Why {
    final String reason;
    final @Nullable Why behind;

    Why(String reason, @Nullable Why behind) {
      this.reason = reason;
      this.behind = behind;
    }

    /** The same with the first failure as the last cause, unless it is there already. */
    Why after(Why first) {
      if (this == first) {
        return this;
      }
      return new Why(reason, behind == null ? first : behind.after(first));
    }

    List<String> chain() {
      List<String> all = new ArrayList<>();
      for (Why why = this; why != null; why = why.behind) {
        all.add(why.reason);
      }
      return all;
    }
  }

  /** The word in traces. */
  default String word() {
    return switch (this) {
      case Ok _ -> "ok";
      case Skipped _ -> "skipped";
      case Failed failed -> failed.why().reason;
      case Cut cut -> "cancelled(" + cut.cause() + ")";
    };
  }
}
