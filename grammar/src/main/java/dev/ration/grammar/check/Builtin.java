package dev.ration.grammar.check;

import java.util.Arrays;
import java.util.Optional;

/** What the language itself offers by name: calls, and members of values. */
public enum Builtin {
  /** {@code remaining()}: time to the cut of the scope around it (T7). */
  REMAINING("remaining", Kind.CALL),
  /** {@code energy_left()}: what the nearest account has free (T7). */
  ENERGY_LEFT("energy_left", Kind.CALL),
  /** {@code tighten(d)}: the scope around it ends at most that much later (T7). */
  TIGHTEN("tighten", Kind.CALL),
  /** {@code now()}: time since the run began. */
  NOW("now", Kind.CALL),
  /** {@code abs(x)}. */
  ABS("abs", Kind.CALL),
  /** {@code least(a, b)}: the smaller. */
  LEAST("least", Kind.CALL),
  /** {@code greatest(a, b)}: the larger. */
  GREATEST("greatest", Kind.CALL),
  /** {@code round(x)}: the nearest whole number as an Int, half to even. */
  ROUND("round", Kind.CALL),
  /** {@code sqrt(x)} of a plain number. */
  SQRT("sqrt", Kind.CALL),
  /** {@code number(n)}: a whole number as a plain number. */
  NUMBER("number", Kind.CALL),
  /** {@code text(x)}: as a hole would show it. */
  TEXT("text", Kind.CALL),
  /** {@code guess(value, confidence)}, in tests. */
  GUESS("guess", Kind.CALL),
  /** {@code silent(topic, d)}: an event when a source is silent (P4). */
  SILENT("silent", Kind.CALL),
  /** {@code hear("…")}: something said to the robot, in tests. */
  HEAR("hear", Kind.CALL),
  /** {@code said("…")}: whether the robot has said it, in tests. */
  SAID("said", Kind.CALL),
  /** {@code did(action)}: whether an action has ended well, in tests. */
  DID("did", Kind.CALL),
  /** {@code tier(think)}: the dotted name of the tier that served it last, in tests. */
  TIER_OF("tier", Kind.CALL),
  /** {@code text.length} in characters, {@code list.length}, {@code map.length}. */
  LENGTH("length", Kind.MEMBER),
  /** {@code list.first}, none when empty. */
  FIRST("first", Kind.MEMBER),
  /** {@code list.last}, none when empty. */
  LAST("last", Kind.MEMBER),
  /** {@code list.with(x)}: a longer list. */
  WITH("with", Kind.MEMBER),
  /** {@code map.keys}. */
  KEYS("keys", Kind.MEMBER),
  /** {@code map.put(k, v)}: another map. */
  PUT("put", Kind.MEMBER),
  /** {@code text.lower}. */
  LOWER("lower", Kind.MEMBER),
  /** {@code text.upper}. */
  UPPER("upper", Kind.MEMBER),
  /** {@code text.trim}. */
  TRIM("trim", Kind.MEMBER),
  /** {@code text.contains(other)}. */
  CONTAINS("contains", Kind.MEMBER),
  /** {@code text.starts_with(other)}. */
  STARTS_WITH("starts_with", Kind.MEMBER),
  /** {@code guess.confidence}, 0 to 1. */
  CONFIDENCE("confidence", Kind.MEMBER),
  /** {@code guess.tier}, the dotted name. */
  TIER("tier", Kind.MEMBER),
  /** {@code branch.ok}: whether a sibling ended well; unknown until it ends (P1). */
  OK("ok", Kind.MEMBER),
  /** {@code branch.value}: a sibling's value, none until it ended well. */
  VALUE("value", Kind.MEMBER),
  /** {@code branch.accepted}: when a sibling was admitted, since the run began (R5). */
  ACCEPTED("accepted", Kind.MEMBER),
  /** {@code branch.begun}: when a sibling's first effect began (R5). */
  BEGUN("begun", Kind.MEMBER),
  /** {@code branch.ended}: when a sibling ended (R5). */
  ENDED("ended", Kind.MEMBER);

  /** How it is written. */
  public enum Kind {
    /** {@code word(…)}. */
    CALL,
    /** {@code value.word} or {@code value.word(…)}. */
    MEMBER
  }

  private final String word;
  private final Kind kind;

  Builtin(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** The word in a policy. */
  public String word() {
    return word;
  }

  /** How it is written. */
  public Kind kind() {
    return kind;
  }

  /** Finds the builtin of a kind by its word. */
  public static Optional<Builtin> of(Kind kind, String word) {
    return Arrays.stream(values())
        .filter(builtin -> builtin.kind == kind && builtin.word.equals(word))
        .findFirst();
  }
}
