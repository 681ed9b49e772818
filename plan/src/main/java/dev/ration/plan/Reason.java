package dev.ration.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an activity failed: one of a closed set, or a code the policy or its host declares (rule R1).
 *
 * <p>Immutable; {@code detail} narrows a kind, as in {@code denied(time)} or {@code
 * timeout(not_started)}, and is empty when the kind stands alone.
 */
public record Reason(Kind kind, String detail) {
  /** The closed set of failure kinds. */
  public enum Kind {
    /** A start condition did not hold. */
    PRECONDITION,
    /** An end condition did not hold. */
    POSTCONDITION,
    /** A held condition broke. */
    INVARIANT,
    /** The scope's own limit came first. */
    TIMEOUT,
    /** The scope's own account ran out. */
    OVERRUN,
    /** Not admitted: time, energy, power, money, resource, stopped. */
    DENIED,
    /** No tier could serve the call. */
    UNAVAILABLE,
    /** A model's answer was less sure than the policy asked for. */
    LOW_CONFIDENCE,
    /** A model's answer did not have the declared type. */
    MALFORMED,
    /** A more important activity took the resource. */
    PREEMPTED,
    /** Too few branches can still succeed. */
    UNMET,
    /** A declared code. */
    ERROR;

    /** The word used in source files, traces and reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The details {@code denied} can carry. */
  public static final List<String> DENIALS =
      List.of("time", "energy", "power", "money", "resource", "stopped");

  public static final Reason PRECONDITION = new Reason(Kind.PRECONDITION, "");
  public static final Reason POSTCONDITION = new Reason(Kind.POSTCONDITION, "");
  public static final Reason INVARIANT = new Reason(Kind.INVARIANT, "");
  public static final Reason TIMEOUT = new Reason(Kind.TIMEOUT, "");
  public static final Reason NOT_STARTED = new Reason(Kind.TIMEOUT, "not_started");
  public static final Reason OVERRUN_ENERGY = new Reason(Kind.OVERRUN, "energy");
  public static final Reason OVERRUN_MONEY = new Reason(Kind.OVERRUN, "money");
  public static final Reason LOW_CONFIDENCE = new Reason(Kind.LOW_CONFIDENCE, "");
  public static final Reason MALFORMED = new Reason(Kind.MALFORMED, "");
  public static final Reason PREEMPTED = new Reason(Kind.PREEMPTED, "");
  public static final Reason UNMET = new Reason(Kind.UNMET, "");

  /** Returns {@code denied(what)}, for one of {@link #DENIALS}. */
  public static Reason denied(String what) {
    if (!DENIALS.contains(what)) {
      throw new IllegalArgumentException("not a denial: " + what);
    }
    return new Reason(Kind.DENIED, what);
  }

  /** Returns {@code unavailable(why)}; {@code why} lists the refusals, or is empty. */
  public static Reason unavailable(String why) {
    return new Reason(Kind.UNAVAILABLE, why);
  }

  /** Returns the declared code {@code name}, written in policies without {@code error(...)}. */
  public static Reason declared(String name) {
    return new Reason(Kind.ERROR, name);
  }

  /**
   * Finds the built-in reason written {@code word} (as in {@code on timeout}); empty when the word
   * names no built-in, so that it may be a declared code.
   */
  public static Optional<Kind> builtIn(String word) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.ERROR && kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * Tells whether a handler written for {@code word} (or {@code word(detail)}) answers this reason:
   * a bare kind answers every detail of it.
   */
  public boolean answers(String word) {
    int open = word.indexOf('(');
    if (open < 0) {
      return kind == Kind.ERROR ? detail.equals(word) : kind.word().equals(word);
    }
    return toString().equals(word);
  }

  /** The way a policy writes it: {@code timeout}, {@code denied(time)}, {@code slipped}. */
  @Override
  public String toString() {
    if (kind == Kind.ERROR) {
      return detail;
    }
    return detail.isEmpty() ? kind.word() : kind.word() + "(" + detail + ")";
  }
}
