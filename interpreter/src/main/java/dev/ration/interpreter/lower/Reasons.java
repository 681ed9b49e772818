package dev.ration.interpreter.lower;

import dev.ration.plan.Reason;

/** Reasons by the words of the checker. */
final class Reasons {
  private Reasons() {}

  /** Returns {@code timeout}, {@code denied(time)} or a declared code. */
  static Reason of(String word) {
    int open = word.indexOf('(');
    String kind = open < 0 ? word : word.substring(0, open);
    String detail = open < 0 ? "" : word.substring(open + 1, word.length() - 1);
    return Reason.builtIn(kind)
        .map(known -> new Reason(known, detail))
        .orElseGet(() -> Reason.declared(word));
  }
}
