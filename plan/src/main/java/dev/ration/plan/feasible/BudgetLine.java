package dev.ration.plan.feasible;

import java.util.List;
import java.util.Map;

/**
 * One activity of a budget sheet, with all that is to be said of it. Immutable.
 *
 * @param kind what it is, in the language's words, as {@code policy} or {@code host action}
 * @param origin where it is written; empty where nothing says
 * @param sheet its figures in time, energy and power
 * @param money in millionths of the site's currency
 * @param spend what it may spend; {@link Spread#NONE} for no clause
 * @param memory what its models take of the robot's memory, in bytes
 * @param clauses where each limit is written, by the limit's word
 * @param sources where its own figures come from, one a line
 * @param tiers what may answer it; empty for what is no question
 * @param verdicts what does not work out, the worst first
 * @param notes what is worth knowing besides
 */
public record BudgetLine(
    String kind,
    String origin,
    Sheet sheet,
    Spread money,
    long spend,
    Spread memory,
    Map<String, String> clauses,
    List<String> sources,
    List<TierLine> tiers,
    List<Told> verdicts,
    List<Note> notes,
    List<BudgetLine> parts) {
  public BudgetLine {
    clauses = Map.copyOf(clauses);
    sources = List.copyOf(sources);
    tiers = List.copyOf(tiers);
    verdicts = List.copyOf(verdicts);
    notes = List.copyOf(notes);
    parts = List.copyOf(parts);
  }

  /** What messages call it. */
  public String name() {
    return sheet.name();
  }

  /** Its limits; open for what has none. */
  public Limits limits() {
    return sheet.work() instanceof Work.Activity activity ? activity.limits() : Limits.OPEN;
  }

  /** How bad a verdict is. */
  public enum Level {
    /** It can never work. */
    ERROR,
    /** It is expected not to, or something in it is of no use. */
    WARNING
  }

  /**
   * A verdict in words (S3).
   *
   * @param kind in one word, as {@code time_p95}
   * @param title what is wrong, in a few words
   * @param number the number that decides, and the one that it is held against
   * @param sources the clause, and the parts of the number with where they come from
   * @param change the smallest change that would mend it
   */
  public record Told(
      Level level, String kind, String title, String number, List<String> sources, String change) {
    public Told {
      sources = List.copyOf(sources);
    }
  }

  /** What is worth knowing of an activity although nothing is wrong with it. */
  public record Note(Kind kind, String text) {
    /** What a note is about. */
    public enum Kind {
      /** A state of the robot or of its link in which it cannot work. */
      HOLE("hole"),
      /** A limit that can never be the one that holds. */
      DEAD_CLAUSE("dead clause");

      private final String title;

      Kind(String title) {
        this.title = title;
      }

      /** In a few words. */
      public String title() {
        return title;
      }
    }

    @Override
    public String toString() {
      return kind.title() + ": " + text;
    }
  }

  /**
   * A tier that a question names.
   *
   * @param nanos within which it answers as often as the question asks for
   * @param microMoney what must be free before it is asked
   * @param bytes of the robot's memory; 0 for one off the robot
   * @param refusal why it never answers; empty when it can
   * @param source where its figures come from
   */
  public record TierLine(
      String tier,
      String model,
      long nanos,
      long microwatts,
      long microMoney,
      long bytes,
      String refusal,
      String source) {}
}
