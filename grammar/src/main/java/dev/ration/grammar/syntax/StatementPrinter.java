package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints blocks, statements, constructs and what governs an expression. */
final class StatementPrinter {
  private final Comments comments;
  private final ExpressionPrinter expressions;
  private final ClausePrinter clauses;

  StatementPrinter(Comments comments) {
    this.comments = comments;
    this.expressions = new ExpressionPrinter(comments, this);
    this.clauses = new ClausePrinter(comments, expressions);
  }

  ExpressionPrinter expressions() {
    return expressions;
  }

  ClausePrinter clauses() {
    return clauses;
  }

  /** Statements in braces; a single one stays on the line if its author had it there. */
  Doc block(Tree.Block block) {
    Lines lines = new Lines(comments);
    for (Statement statement : block.statements()) {
      lines.add(statement.span(), () -> statement(statement));
    }
    return braces(lines, block.statements().size() < 2, block.span());
  }

  /** Lines in braces; few enough stay on one line if they stood on one. */
  private Doc braces(Lines lines, boolean isShort, Span span) {
    lines.end(span.end());
    if (lines.isEmpty()) {
      return Doc.text("{ }");
    }
    Doc end = isShort && span.text().indexOf('\n') < 0 ? Doc.line() : Doc.HARD;
    return Doc.concat(Doc.text("{"), Doc.nest(end, lines.doc()), end, Doc.text("}"));
  }

  private Doc statement(Statement statement) {
    return switch (statement) {
      case Statement.Let(Tree.Name name, Tree.TypeName type, Expression value, _) ->
          Doc.concat(Doc.text("let " + name(name, type) + " = "), value(value));
      case Statement.Var(boolean isShared, Tree.Name name, var type, Expression value, _) ->
          Doc.concat(
              Doc.text((isShared ? "shared var " : "var ") + name(name, type) + " = "),
              value(value));
      case Statement.Assign(Tree.Name target, Expression value, _) ->
          Doc.concat(Doc.text(Written.name(target) + " = "), value(value));
      case Statement.Return(Expression value, _) ->
          value == null ? Doc.text("return") : Doc.concat(Doc.text("return "), value(value));
      case Statement.Fail(Tree.Path reason, _) ->
          Doc.text(reason == null ? "fail" : "fail " + Written.path(reason));
      case Statement.Break _ -> Doc.text("break");
      case Statement.Continue _ -> Doc.text("continue");
      case Statement.Evaluate(Expression expression, _) -> value(expression);
      case Statement.Require(Expression condition, Expression repair, _) ->
          Doc.concat(Doc.text("require "), print(condition), part(" else ", repair));
      case Statement.Ensure(Expression condition, _) ->
          Doc.concat(Doc.text("ensure "), print(condition));
      case Statement.Whenever whenever -> whenever(whenever);
      case Statement.Freeze(Tree.Name branch, _) -> Doc.text("freeze " + Written.name(branch));
      case Statement.Unfreeze(Tree.Name branch, _) -> Doc.text("unfreeze " + Written.name(branch));
      case Statement.Given(Expression subject, Expression value, Expression at, _) ->
          Doc.concat(Doc.text("given "), print(subject), part(" = ", value), part(" at ", at));
      case Statement.Stub stub -> stub(stub);
      case Statement.Expect(Expression condition, Tree.Path fails, Expression within, _) ->
          Doc.concat(
              Doc.text("expect "),
              print(condition),
              Doc.text(fails == null ? "" : " fails " + Written.path(fails)),
              part(" within ", within));
    };
  }

  /** A name that is declared, with its type. */
  static String name(Tree.Name name, Tree.@Nullable TypeName type) {
    return Written.name(name) + (type == null ? "" : ": " + Written.type(type));
  }

  private Doc whenever(Statement.Whenever whenever) {
    Tree.Name as = whenever.as();
    Doc head =
        Doc.concat(
            Doc.text("whenever "),
            print(whenever.event()),
            Doc.text(as == null ? "" : " as " + Written.name(as)),
            part(" for ", whenever.holdFor()),
            part(" every ", whenever.every()));
    return body(head, whenever.clauses(), whenever.body(), whenever.trailers());
  }

  private Doc stub(Statement.Stub stub) {
    Tree.Path by = stub.by();
    Tree.Path fails = stub.fails();
    List<Doc> answers = stub.answers().stream().map(this::print).toList();
    return Doc.concat(
        Doc.text("stub " + Written.path(stub.target())),
        Doc.text(by == null ? "" : " by " + Written.path(by)),
        Doc.text(answers.isEmpty() ? "" : " -> "),
        Doc.join(Doc.text(", "), answers),
        Doc.text(fails == null ? "" : " fails " + Written.path(fails)),
        clauses.unbroken(stub.clauses()));
  }

  /** An expression or a construct, as a line of its own. */
  Doc value(Expression value) {
    return print(value);
  }

  private Doc print(Expression expression) {
    return expressions.print(expression);
  }

  private Doc part(String before, @Nullable Expression value) {
    return value == null ? Doc.EMPTY : Doc.concat(Doc.text(before), print(value));
  }

  /** An expression under clauses and trailers. */
  Doc governed(Expression.Governed governed) {
    Expression body = governed.body();
    Doc inner = print(body);
    Doc line = new Doc.Line(hasBraces(body) ? " " : "  ");
    Doc governing = clauses.inline(governed.clauses(), "  ");
    List<Doc> trailers = new ArrayList<>();
    if (governed.trailers().size() == 1) {
      // A single handler stays beside what it answers, and opens its braces there.
      trailers.add(trailer(governed.trailers().getFirst(), line));
      return Doc.concat(Doc.group(inner, governing), Doc.concat(trailers));
    }
    for (Trailer trailer : governed.trailers()) {
      trailers.add(line);
      trailers.add(trailer(trailer));
    }
    return Doc.group(Doc.group(inner, governing), Doc.nest(Doc.concat(trailers)));
  }

  /** Tells whether the text of an expression ends in a brace of its own. */
  private static boolean hasBraces(Expression expression) {
    return switch (expression) {
      case Construct _ -> true;
      case Expression.Governed(Expression inner, var clauses, _, _) ->
          clauses.isEmpty() && hasBraces(inner);
      case Expression.Simple _ -> false;
    };
  }

  /** A trailer behind what it follows. */
  private Doc trailer(Trailer trailer, Doc before) {
    return switch (trailer) {
      case Trailer.Else(Construct.Braces(Tree.Block block, _), _) ->
          Doc.concat(Doc.group(Doc.nest(before, Doc.text("else "))), Doc.group(block(block)));
      case Trailer.Else(Expression value, _) ->
          Doc.group(Doc.nest(before, Doc.text("else "), print(value)));
      case Trailer.Soft _, Trailer.On _, Trailer.Cleanup _ ->
          Doc.concat(
              Doc.group(Doc.nest(before, trailerHead(trailer), Doc.text(" "))),
              Doc.group(trailerBody(trailer)));
    };
  }

  /** A trailer of a declaration, on a line of its own. */
  Doc trailer(Trailer trailer) {
    return switch (trailer) {
      case Trailer.Else(Expression value, _) ->
          Doc.concat(Doc.text("else "), Doc.group(print(value)));
      case Trailer.Soft _, Trailer.On _, Trailer.Cleanup _ ->
          Doc.concat(trailerHead(trailer), Doc.text(" "), Doc.group(trailerBody(trailer)));
    };
  }

  private Doc trailerHead(Trailer trailer) {
    return switch (trailer) {
      case Trailer.Soft(Expression limit, _, _) ->
          Doc.concat(Doc.text("soft within "), print(limit));
      case Trailer.On(List<Tree.Path> reasons, _, _) -> Doc.text("on " + Written.paths(reasons));
      case Trailer.Cleanup(var limit, _, _) ->
          Doc.concat(Doc.text("cleanup"), part(" within ", limit.orElse(null)));
      case Trailer.Else _ -> Doc.text("else");
    };
  }

  private Doc trailerBody(Trailer trailer) {
    return switch (trailer) {
      case Trailer.Soft(_, Tree.Block body, _) -> block(body);
      case Trailer.On(_, Tree.Block body, _) -> block(body);
      case Trailer.Cleanup(_, Tree.Block body, _) -> block(body);
      case Trailer.Else(Expression value, _) -> print(value);
    };
  }

  Doc construct(Construct construct) {
    return switch (construct) {
      case Construct.If choice -> Doc.group(choice(choice));
      case Construct.Braces(Tree.Block block, _) -> Doc.group(block(block));
      case Construct.When when -> when(when);
      case Construct.Step step -> {
        String label = step.label();
        Doc head = Doc.text(label == null ? "step" : "step " + TextPrinter.plain(label));
        yield body(head, step.clauses(), step.body(), step.trailers());
      }
      case Construct.For loop ->
          body(
              Doc.concat(
                  Doc.text("for " + Written.name(loop.variable()) + " in "), print(loop.items())),
              loop.clauses(),
              loop.body(),
              loop.trailers());
      case Construct.While loop ->
          body(
              Doc.concat(Doc.text("while "), print(loop.condition())),
              loop.clauses(),
              loop.body(),
              loop.trailers());
      case Construct.Every every ->
          body(
              Doc.concat(Doc.text("every "), print(every.period())),
              every.clauses(),
              every.body(),
              every.trailers());
      case Construct.Critical critical ->
          body(Doc.text("critical"), critical.clauses(), critical.body(), critical.trailers());
      case Construct.Respond respond ->
          body(Doc.text("respond"), respond.clauses(), respond.body(), respond.trailers());
      case Construct.Parallel parallel -> parallel(parallel);
    };
  }

  private Doc body(Doc head, List<Clause> own, Tree.Block block, List<Trailer> trailers) {
    return Doc.concat(header(head, own), after(block(block), trailers));
  }

  private Doc header(Doc head, List<Clause> own) {
    return Doc.group(head, clauses.inline(own, " "), Doc.line());
  }

  /** A body in braces and what follows it: all on one line, or each on lines of its own. */
  private Doc after(Doc body, List<Trailer> trailers) {
    List<Doc> parts = new ArrayList<>();
    parts.add(body);
    for (Trailer trailer : trailers) {
      parts.add(Doc.text(" "));
      parts.add(
          trailer instanceof Trailer.Else(Construct.Braces(Tree.Block block, _), _)
              ? Doc.concat(Doc.text("else "), block(block))
              : Doc.concat(trailerHead(trailer), Doc.text(" "), trailerBody(trailer)));
    }
    return Doc.group(Doc.concat(parts));
  }

  private Doc choice(Construct.If choice) {
    List<Doc> parts = new ArrayList<>();
    parts.add(Doc.text("if "));
    parts.add(print(choice.condition()));
    parts.add(Doc.text(" "));
    parts.add(block(choice.then()));
    switch (choice.otherwise()) {
      case Construct.If next -> {
        parts.add(Doc.text(" else "));
        parts.add(choice(next));
      }
      case Construct.Braces(Tree.Block block, _) -> {
        parts.add(Doc.text(" else "));
        parts.add(block(block));
      }
      case null -> {}
      case Expression other ->
          throw new IllegalArgumentException("no `else` of an `if` at " + other.span());
    }
    Tree.Block unknown = choice.unknown();
    if (unknown != null) {
      parts.add(Doc.text(" else unknown "));
      parts.add(block(unknown));
    }
    return Doc.concat(parts);
  }

  private Doc when(Construct.When when) {
    Doc head = Doc.concat(Doc.text("when "), print(when.subject()), Doc.text(" "));
    List<Doc> heads = when.arms().stream().map(this::head).toList();
    Column arrows = Column.behind(heads);
    Lines lines = new Lines(comments);
    for (int i = 0; i < heads.size(); i++) {
      Construct.Arm arm = when.arms().get(i);
      Doc before = heads.get(i);
      lines.add(
          arm.span(),
          () ->
              Doc.concat(
                  before,
                  new Doc.Filler(arrows.gap(before)),
                  Doc.text(" -> "),
                  value(arm.value())));
    }
    return Doc.concat(head, braces(lines, false, when.span()));
  }

  private Doc head(Construct.Arm arm) {
    Pattern pattern = arm.pattern();
    String text =
        switch (arm.kind()) {
          case PATTERN -> pattern == null ? "" : expressions.pattern(pattern);
          case UNSURE -> "unsure";
          case OTHERWISE -> "otherwise";
        };
    return Doc.concat(Doc.text(text), part(" if ", arm.guard()));
  }

  private Doc parallel(Construct.Parallel parallel) {
    Expression least = parallel.atLeast();
    Doc head =
        switch (parallel.kind()) {
          case ALL -> Doc.text("all");
          case ANY -> Doc.text("any");
          case RACE -> Doc.text("race");
          case AT_LEAST ->
              Doc.concat(
                  Doc.text("at least "), least == null ? Doc.EMPTY : print(least), Doc.text(" of"));
        };
    Doc header =
        header(
            Doc.concat(head, Doc.text(parallel.isCollect() ? " collect" : "")), parallel.clauses());
    return Doc.concat(header, after(branches(parallel), parallel.trailers()));
  }

  private Doc branches(Construct.Parallel parallel) {
    record Branch(Span span, Doc head, @Nullable Expression body) {}
    List<Branch> branches = new ArrayList<>();
    for (Construct.Branch branch : parallel.branches()) {
      Tree.Name label = branch.label();
      Doc head = label == null ? Doc.EMPTY : Doc.text(Written.label(label) + ": ");
      branches.add(new Branch(branch.span(), head, branch.body()));
    }
    for (Construct.Arrow arrow : parallel.arrows()) {
      String text = Written.name(arrow.before()) + " -> " + Written.name(arrow.after());
      branches.add(new Branch(arrow.span(), Doc.text(text), null));
    }
    branches.sort(Comparator.comparingInt(branch -> branch.span().start()));
    Lines lines = new Lines(comments);
    for (Branch branch : branches) {
      Expression body = branch.body();
      lines.add(
          branch.span(),
          () -> body == null ? branch.head() : Doc.concat(branch.head(), value(body)));
    }
    Span inside = parallel.span();
    int end =
        parallel.trailers().isEmpty()
            ? inside.end()
            : parallel.trailers().getFirst().span().start();
    return braces(lines, false, new Span(inside.source(), Math.min(inside.start(), end), end));
  }
}
