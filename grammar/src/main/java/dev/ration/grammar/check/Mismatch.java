package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import org.jspecify.annotations.Nullable;

/** Says what is wrong when a value does not have the type that is wanted. */
final class Mismatch {
  private final CheckRun run;

  Mismatch(CheckRun run) {
    this.run = run;
  }

  /** Reports that {@code given} does not fit {@code wanted}. */
  void report(Expression at, Type given, Type wanted) {
    if (given instanceof Type.Broken || wanted instanceof Type.Broken) {
      return;
    }
    if (given instanceof Type.Guess(Type element)) {
      unconfirmed(at, element);
    } else if (given instanceof Type.Nothing) {
      missing(at);
    } else if (isMeasured(given) && isMeasured(Fit.bare(wanted))) {
      dimension(at, given, Fit.bare(wanted));
    } else {
      other(at, given, wanted);
    }
  }

  private void other(Expression at, Type given, Type wanted) {
    Diagnostic finding =
        Diagnostic.of(
            Code.TYPE_MISMATCH,
            at.span(),
            shown(at) + " is " + given.display() + ", but " + wanted.display() + " is wanted.");
    if (given instanceof Type.Maybe(Type element) && Fit.fits(element, wanted)) {
      finding = finding.hint("say what to take for `none`: `… ?? …`, or ask `is let x` first");
    } else if (given instanceof Type.None) {
      finding =
          Diagnostic.of(
              Code.TYPE_MISMATCH,
              at.span(),
              "`none` stands where " + wanted.display() + " is wanted.");
    } else if (wanted instanceof Type.Bool && isMeasured(given)) {
      finding =
          finding.hint("compare it, as in `" + (isShort(at) ? at.span().text() : "…") + " > 0`");
    } else if (wanted instanceof Type.Text) {
      finding = finding.hint("put it into a text: `\"{…}\"`");
    }
    run.report(finding);
  }

  /** Reports a model's answer that nobody took. */
  void unconfirmed(Expression at, Type element) {
    if (run.expressions.isRefused(at)) {
      return;
    }
    run.report(
        Diagnostic.of(
                Code.UNCONFIRMED_GUESS,
                at.span(),
                shown(at)
                    + " is a model's guess, which cannot be used as "
                    + element.display()
                    + " before it is confirmed.")
            .hint("`confirm … at 0.8` takes it when it is sure enough, `accept …` as it is"));
  }

  /** Reports that nothing has a value where one is wanted. */
  void missing(Expression at) {
    run.report(
        Code.MISSING_VALUE,
        at.span(),
        shown(at) + " gives no value, but one is wanted here.",
        "let it stand on a line of its own");
  }

  private void dimension(Expression at, Type given, Type wanted) {
    Dimension from = dimensionOf(given);
    Dimension to = dimensionOf(wanted);
    if (from == null || to == null) {
      other(at, given, wanted);
    } else if (given instanceof Type.Measure && wanted instanceof Type.Int) {
      Diagnostic finding =
          Diagnostic.of(
              Code.TYPE_MISMATCH,
              at.span(),
              shown(at) + " is " + given.display() + ", but a whole number is wanted.");
      run.report(
          from.isNone() ? finding.hint("`round(…)` gives the nearest whole number") : finding);
    } else if (from.isMoney() && to.isMoney()) {
      currencies(at.span(), from, to);
    } else {
      String message = shown(at) + " is " + given.display() + ", but " + wanted.display();
      run.report(Code.DIMENSION_MISMATCH, at.span(), message + " is wanted.", hint(from, to));
    }
  }

  void currencies(Span at, Dimension one, Dimension other) {
    run.report(
        Code.MIXED_CURRENCIES,
        at,
        "Amounts of " + one.symbol() + " and " + other.symbol() + " do not mix.",
        "multiply by a rate: `0.9 EUR/USD`");
  }

  /** Why two dimensions do not meet, in terms of what would join them. */
  static String hint(Dimension from, Dimension to) {
    if (from.isNone()) {
      return "give the number a unit of " + to.display();
    }
    if (from.times(Dimension.TIME).equals(to)) {
      return from.display() + " times a time is " + to.display() + example(from, to);
    }
    if (from.dividedBy(Dimension.TIME).equals(to)) {
      return from.display() + " over a time is " + to.display() + example(from, to);
    }
    return "only quantities of one dimension can be added, compared or exchanged";
  }

  private static String example(Dimension from, Dimension to) {
    if (from.equals(Dimension.POWER) && to.equals(Dimension.ENERGY)) {
      return ": W × s = J";
    }
    if (from.equals(Dimension.ENERGY) && to.equals(Dimension.POWER)) {
      return ": J / s = W";
    }
    return from.equals(Dimension.SPEED) ? ": m/s × s = m" : "";
  }

  static @Nullable Dimension dimensionOf(Type type) {
    return switch (type) {
      case Type.Int _ -> Dimension.NONE;
      case Type.Measure(Dimension dimension) -> dimension;
      default -> null;
    };
  }

  private static boolean isMeasured(Type type) {
    return Fit.isNumeric(type);
  }

  private static boolean isShort(Expression at) {
    return shown(at).startsWith("`");
  }

  /** The text of a short expression in backticks, or "this". */
  static String shown(Expression expression) {
    return shown(expression.span());
  }

  static String shown(Span span) {
    String text = span.text();
    return text.length() > 40 || text.indexOf('\n') >= 0 || text.isBlank()
        ? "This"
        : "`" + text + "`";
  }
}
