package dev.ration.grammar.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints clauses, in the order of the house (L19). */
final class ClausePrinter {
  /** Between two clauses of a header. */
  private static final String GAP = "   ";

  private static final int INDENT = 4;

  /** A header of several kinds of clauses stands on one line if that is no longer. */
  private static final int SHORT = 80;

  private final Comments comments;
  private final ExpressionPrinter expressions;

  ClausePrinter(Comments comments, ExpressionPrinter expressions) {
    this.comments = comments;
    this.expressions = expressions;
  }

  /** The lines of a header, outermost first. */
  private enum Row {
    CONTRACT,
    LIMITS,
    MODELS,
    RESOURCES,
    CONDITIONS,
    REPETITION,
    NATURE
  }

  /** A clause and its own comments. */
  private record Printed(Clause clause, Doc doc, boolean isCommented) {}

  /** The order in which clauses are printed; those of one kind keep theirs. */
  static List<Clause> ordered(List<Clause> clauses) {
    return clauses.stream().sorted(Comparator.comparingInt(ClausePrinter::rank)).toList();
  }

  /** Clauses that stand on one line, and how long it is. */
  private record Line(Row kind, List<Doc> clauses, int width, boolean isAlone) {
    static Line of(Row kind, Doc clause, boolean isCommented) {
      String text = DocWriter.flat(clause);
      boolean isWhole = text.indexOf('\n') < 0;
      return new Line(kind, List.of(clause), text.length(), isCommented || !isWhole);
    }

    /** Both on one line, if they may stand there. */
    Optional<Line> and(Line next) {
      int both = INDENT + width + GAP.length() + next.width;
      // What a host promises stands apart from what is asked of it.
      int most = kind == next.kind ? DocWriter.WIDTH : kind == Row.CONTRACT ? 0 : SHORT;
      if (isAlone || next.isAlone || both > most) {
        return Optional.empty();
      }
      List<Doc> all = new ArrayList<>(clauses);
      all.addAll(next.clauses);
      return Optional.of(new Line(next.kind, all, both - INDENT, false));
    }
  }

  /**
   * The clauses of a declaration, on lines of their own: those of one kind together as far as they
   * fit, and several kinds on one line where it stays short.
   */
  Doc rows(List<Clause> clauses) {
    List<Line> kinds = new ArrayList<>();
    for (Printed printed : printed(clauses)) {
      Line line = Line.of(row(printed.clause()), printed.doc(), printed.isCommented());
      boolean isSameKind = !kinds.isEmpty() && kinds.getLast().kind() == line.kind();
      if (isSameKind) {
        join(kinds, line);
      } else {
        kinds.add(line);
      }
    }
    List<Line> lines = new ArrayList<>();
    kinds.forEach(line -> join(lines, line));
    List<Doc> parts = new ArrayList<>();
    for (Line line : lines) {
      parts.add(Doc.HARD);
      parts.add(Doc.group(Doc.join(new Doc.Line(GAP), line.clauses())));
    }
    return Doc.nest(Doc.concat(parts));
  }

  private static void join(List<Line> lines, Line next) {
    Optional<Line> both = lines.isEmpty() ? Optional.empty() : lines.getLast().and(next);
    both.ifPresent(_ -> lines.removeLast());
    lines.add(both.orElse(next));
  }

  /** The clauses of a call or a construct, each behind {@code separator}. */
  Doc inline(List<Clause> clauses, String separator) {
    List<Doc> parts = new ArrayList<>();
    for (Clause clause : ordered(clauses)) {
      // A line that begins with a soft word goes on only in a header.
      boolean mayBreak = !isSoft(clause) || separator.equals(" ");
      parts.add(mayBreak ? new Doc.Line(separator) : Doc.text(separator));
      parts.add(clause(clause));
    }
    return Doc.nest(Doc.concat(parts));
  }

  /** The clauses of something whose line cannot go on with one. */
  Doc unbroken(List<Clause> clauses) {
    List<Doc> parts = new ArrayList<>();
    for (Clause clause : ordered(clauses)) {
      parts.add(Doc.text(" "));
      parts.add(clause(clause));
    }
    return Doc.concat(parts);
  }

  private List<Printed> printed(List<Clause> clauses) {
    List<Printed> all = new ArrayList<>();
    int from = clauses.isEmpty() ? 0 : clauses.getFirst().span().start();
    for (Clause clause : clauses) {
      List<Doc> parts = new ArrayList<>();
      for (Comment comment : comments.take(from, clause.span().start())) {
        parts.add(new Doc.Suffix(comment.asPlain()));
        parts.add(Doc.HARD);
      }
      parts.add(clause(clause));
      comments.takeBehind(clause.span()).map(Lines::behind).ifPresent(parts::add);
      all.add(new Printed(clause, Doc.concat(parts), parts.size() > 1));
      from = clause.span().end();
    }
    all.sort(Comparator.comparingInt(one -> rank(one.clause())));
    return all;
  }

  private static Row row(Clause clause) {
    return switch (clause) {
      case Clause.Takes _, Clause.Begins _, Clause.Draws _ -> Row.CONTRACT;
      case Clause.Within _, Clause.Energy _, Clause.Power _, Clause.Spend _ -> Row.LIMITS;
      case Clause.Tiers _,
          Clause.Prefer _,
          Clause.Private _,
          Clause.ShareOnly _,
          Clause.ShareEnergy _,
          Clause.Needs _ ->
          Row.MODELS;
      case Clause.Holds _, Clause.Priority _ -> Row.RESOURCES;
      case Clause.Require _, Clause.Keep _, Clause.Ensure _, Clause.SkipIf _, Clause.Until _ ->
          Row.CONDITIONS;
      case Clause.Retry _ -> Row.REPETITION;
      case Clause.Busy _, Clause.Fails _, Clause.Pure _, Clause.Preemptible _, Clause.Unfenced _ ->
          Row.NATURE;
    };
  }

  private static boolean isSoft(Clause clause) {
    Row row = row(clause);
    return row == Row.CONTRACT || row == Row.NATURE || clause instanceof Clause.Needs;
  }

  private static int rank(Clause clause) {
    int within =
        switch (clause) {
          case Clause.Takes _, Clause.Within _, Clause.Tiers _, Clause.Holds _ -> 0;
          case Clause.Begins _, Clause.Energy _, Clause.Prefer _, Clause.Priority _ -> 1;
          case Clause.Draws _, Clause.Power _, Clause.Private _ -> 2;
          case Clause.Spend _, Clause.ShareOnly _ -> 3;
          case Clause.ShareEnergy _ -> 4;
          case Clause.Needs _ -> 5;
          case Clause.Require _ -> 0;
          case Clause.Keep _ -> 1;
          case Clause.Ensure _ -> 2;
          case Clause.SkipIf _ -> 3;
          case Clause.Until _ -> 4;
          case Clause.Retry _, Clause.Busy _ -> 0;
          case Clause.Fails _ -> 2;
          case Clause.Pure _ -> 3;
          case Clause.Preemptible _ -> 4;
          case Clause.Unfenced _ -> 5;
        };
    return row(clause).ordinal() * 10 + within;
  }

  private Doc clause(Clause clause) {
    return switch (clause) {
      case Clause.Within within ->
          Doc.concat(
              limit("within", within.limit()),
              part(" at ", within.at()),
              part(" reserve ", within.reserve()));
      case Clause.Energy(boolean isTotal, Expression limit, _) ->
          limit(isTotal ? "total energy" : "energy", limit);
      case Clause.Power(Expression limit, Expression over, _) ->
          Doc.concat(limit("power", limit), part(" over ", over));
      case Clause.Spend(Expression limit, _) -> limit("spend", limit);
      case Clause.Tiers(List<Tree.Path> names, _) -> Doc.text("tiers " + Written.paths(names));
      case Clause.Prefer(Tree.Name goal, Expression min, Expression by, _) ->
          Doc.concat(Doc.text("prefer " + goal(goal)), part(" min ", min), part(" by ", by));
      case Clause.Private _ -> Doc.text("private");
      case Clause.ShareOnly(List<Tree.Name> names, _) ->
          Doc.text("share only " + Written.names(names));
      case Clause.ShareEnergy _ -> Doc.text("share energy");
      case Clause.Holds holds -> holds(holds);
      case Clause.Priority(Tree.Name level, _) -> Doc.text("priority " + Written.name(level));
      case Clause.Preemptible _ -> Doc.text("preemptible");
      case Clause.Require(Expression condition, Expression repair, _) ->
          Doc.concat(limit("require", condition), part(" else ", repair));
      case Clause.Keep(Expression condition, Expression holdFor, _) ->
          Doc.concat(limit("keep", condition), part(" for ", holdFor));
      case Clause.Ensure(Expression condition, _) -> limit("ensure", condition);
      case Clause.SkipIf(Expression condition, _) -> limit("skip if", condition);
      case Clause.Until(Expression condition, _) -> limit("until", condition);
      case Clause.Retry retry -> retry(retry);
      case Clause.Busy(Tree.Name mode, Expression count, _) ->
          Doc.concat(Doc.text("busy " + mode(mode)), attempts(count));
      case Clause.Takes(Expression figure, Expression max, _) ->
          Doc.concat(limit("takes", figure), part(" max ", max));
      case Clause.Begins(Expression figure, Expression max, _) ->
          Doc.concat(limit("begins", figure), part(" max ", max));
      case Clause.Draws(Expression figure, _) -> limit("draws", figure);
      case Clause.Fails(List<Tree.Path> reasons, _) -> Doc.text("fails " + Written.paths(reasons));
      case Clause.Pure _ -> Doc.text("pure");
      case Clause.Unfenced _ -> Doc.text("unfenced");
      case Clause.Needs(List<Tree.Name> abilities, _) ->
          Doc.text("needs " + Written.names(abilities));
    };
  }

  /** What is maximised; here `energy` is no clause. */
  private static String goal(Tree.Name goal) {
    return goal.text().equals("energy") ? "energy" : Written.name(goal);
  }

  private static String mode(Tree.Name mode) {
    return mode.text().equals("skip") ? "skip" : Written.name(mode);
  }

  private Doc holds(Clause.Holds holds) {
    List<Doc> all = new ArrayList<>();
    for (Clause.Holding holding : holds.holdings()) {
      all.add(Doc.concat(Doc.text(Written.path(holding.resource())), part(" ", holding.share())));
    }
    return Doc.concat(
        Doc.text("holds "), Doc.join(Doc.text(", "), all), Doc.text(holds.isNow() ? " now" : ""));
  }

  private Doc retry(Clause.Retry retry) {
    String after = retry.after().isEmpty() ? "" : " after " + Written.paths(retry.after());
    return Doc.concat(
        Doc.text("retry"),
        attempts(retry.attempts()),
        Doc.text(after),
        part(" backoff ", retry.backoff()),
        part(" by ", retry.by()));
  }

  private Doc attempts(@Nullable Expression count) {
    return count instanceof Expression.Reference(Tree.Name name, _)
        ? Doc.text(" " + Written.word(name))
        : part(" ", count);
  }

  private Doc limit(String word, Expression value) {
    return Doc.concat(Doc.text(word + " "), expressions.print(value));
  }

  private Doc part(String before, @Nullable Expression value) {
    return value == null ? Doc.EMPTY : Doc.concat(Doc.text(before), expressions.print(value));
  }
}
