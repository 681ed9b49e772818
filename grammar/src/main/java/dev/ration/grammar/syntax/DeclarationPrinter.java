package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints declarations. */
final class DeclarationPrinter {
  private final Comments comments;
  private final StatementPrinter statements;
  private final ExpressionPrinter expressions;

  DeclarationPrinter(Comments comments) {
    this.comments = comments;
    this.statements = new StatementPrinter(comments);
    this.expressions = statements.expressions();
  }

  StatementPrinter statements() {
    return statements;
  }

  Doc declaration(Declaration declaration) {
    return switch (declaration) {
      case Declaration.EnumType type -> enumType(type);
      case Declaration.RecordType type -> recordType(type);
      case Declaration.HostType(_, boolean isPrivate, Tree.Name name, _) ->
          Doc.text("host type " + Written.name(name) + (isPrivate ? " private" : ""));
      case Declaration.Function function -> function(function);
      case Declaration.Activity activity -> activity(activity);
      case Declaration.Think think -> think(think);
      case Declaration.Constant(_, Tree.Name name, Tree.TypeName type, Expression value, _) ->
          Doc.concat(
              Doc.text("let " + StatementPrinter.name(name, type) + " = "),
              statements.value(value));
      case Declaration.Test(_, String name, Tree.Block body, _) ->
          Doc.concat(
              Doc.text("test " + TextPrinter.plain(name) + " "), Doc.group(statements.block(body)));
      case Declaration.World(_, var kind, Tree.Path name, Tree.TypeName type, _) ->
          Doc.text(
              word(kind)
                  + " "
                  + Written.path(name)
                  + (type == null ? "" : ": " + Written.type(type)));
      case Declaration.Profile profile -> profile(profile);
    };
  }

  /** Tells whether an empty line sets a declaration apart from the next. */
  static boolean isTall(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Activity _,
          Declaration.Think _,
          Declaration.EnumType _,
          Declaration.RecordType _,
          Declaration.Test _,
          Declaration.Profile _ ->
          true;
      case Declaration.Function(_, _, _, _, _, Tree.Block body, _) -> body != null;
      case Declaration.HostType _, Declaration.Constant _, Declaration.World _ -> false;
    };
  }

  private static boolean isOnLines(Span span) {
    return span.text().indexOf('\n') >= 0;
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private Doc enumType(Declaration.EnumType type) {
    boolean isShort = !isOnLines(type.span());
    List<Data> cases = new ArrayList<>();
    for (Declaration.EnumCase one : type.cases()) {
      cases.add(new Data(one.span(), one.doc().orElse(null), Doc.text(Written.name(one.name()))));
    }
    return Doc.concat(
        Doc.text("enum " + Written.name(type.name()) + " "), data(cases, isShort, type.span()));
  }

  private Doc recordType(Declaration.RecordType type) {
    boolean isShort = !isOnLines(type.span());
    String head = type.isPrivate() ? "private record " : "record ";
    Doc name = Doc.text(head + Written.name(type.name()) + " ");
    if (isShort && type.fields().stream().noneMatch(field -> field.doc().isPresent())) {
      List<Doc> fields = type.fields().stream().map(field -> parameter(field, false)).toList();
      return Doc.concat(name, onOneLine(fields));
    }
    Lines lines = new Lines(comments);
    for (Tree.Parameter field : type.fields()) {
      lines.add(field.span(), field.doc(), () -> parameter(field, false));
    }
    return Doc.concat(name, inBraces(lines, type.span()));
  }

  /** A line of data, and its documentation. */
  private record Data(Span span, @Nullable String doc, Doc text) {}

  private Doc data(List<Data> data, boolean isShort, Span span) {
    if (isShort && data.stream().allMatch(one -> one.doc() == null)) {
      return onOneLine(data.stream().map(Data::text).toList());
    }
    Lines lines = new Lines(comments);
    data.forEach(one -> lines.add(one.span(), java.util.Optional.ofNullable(one.doc()), one::text));
    return inBraces(lines, span);
  }

  /** Data on one line, with commas; on several, without. */
  private static Doc onOneLine(List<Doc> data) {
    if (data.isEmpty()) {
      return Doc.text("{ }");
    }
    return Doc.group(
        Doc.text("{"),
        Doc.nest(Doc.line(), Doc.join(new Doc.Line(", "), data)),
        Doc.line(),
        Doc.text("}"));
  }

  private static Doc inBraces(Lines lines, Span span) {
    lines.end(span.end());
    return lines.isEmpty()
        ? Doc.text("{ }")
        : Doc.concat(Doc.text("{"), Doc.nest(Doc.HARD, lines.doc()), Doc.HARD, Doc.text("}"));
  }

  private Doc function(Declaration.Function function) {
    Tree.Block body = function.body();
    Doc head =
        signature(
            function.isHost() ? "host fun " : "fun ",
            function.name(),
            function.parameters(),
            function.result(),
            body != null);
    return body == null ? head : Doc.concat(head, Doc.text(" "), Doc.group(statements.block(body)));
  }

  private Doc activity(Declaration.Activity activity) {
    String word =
        switch (activity.kind()) {
          case POLICY -> "policy ";
          case ACTION -> "action ";
          case HOST_ACTION -> "host action ";
        };
    Tree.Block body = activity.body();
    List<Doc> parts = new ArrayList<>();
    parts.add(
        signature(word, activity.name(), activity.parameters(), activity.result(), body != null));
    parts.add(statements.clauses().rows(activity.clauses()));
    if (body != null) {
      parts.add(activity.clauses().isEmpty() ? Doc.text(" ") : Doc.HARD);
      parts.add(Doc.group(statements.block(body)));
    }
    for (Trailer trailer : activity.trailers()) {
      parts.add(Doc.HARD);
      Lines line = new Lines(comments);
      line.add(trailer.span(), () -> statements.trailer(trailer));
      parts.add(line.doc());
    }
    return Doc.concat(parts);
  }

  private Doc think(Declaration.Think think) {
    Lines lines = new Lines(comments);
    List<Doc> parts = new ArrayList<>();
    parts.add(signature("think ", think.name(), think.parameters(), think.result(), true));
    parts.add(statements.clauses().rows(think.clauses()));
    parts.add(think.clauses().isEmpty() ? Doc.text(" ") : Doc.HARD);
    for (Declaration.ThinkLine line : think.lines()) {
      lines.add(line.span(), () -> thinkLine(line));
    }
    parts.add(inBraces(lines, think.span()));
    return Doc.concat(parts);
  }

  private Doc thinkLine(Declaration.ThinkLine line) {
    return switch (line) {
      case Declaration.ThinkLine.Prompt(var text, _) -> expressions.print(text);
      case Declaration.ThinkLine.Show(Expression image, _) ->
          Doc.concat(Doc.text("show "), expressions.print(image));
      case Declaration.ThinkLine.Example(List<Expression> inputs, Expression answer, _) ->
          Doc.concat(
              Doc.text("example "),
              Doc.join(Doc.text(", "), inputs.stream().map(expressions::print).toList()),
              Doc.text(" -> "),
              expressions.print(answer));
      case Declaration.ThinkLine.Check(Expression condition, _) ->
          Doc.concat(Doc.text("check "), expressions.print(condition));
    };
  }

  private Doc signature(
      String word,
      Tree.Name name,
      List<Tree.Parameter> parameters,
      Tree.@Nullable TypeName result,
      boolean hasBody) {
    List<ExpressionPrinter.Item> items = new ArrayList<>();
    for (Tree.Parameter parameter : parameters) {
      items.add(
          new ExpressionPrinter.Item(
              parameter.span(), parameter.doc(), () -> parameter(parameter, hasBody)));
    }
    Span from = name.span();
    int end = parameters.isEmpty() ? from.end() : parameters.getLast().span().end();
    Span span = new Span(from.source(), from.end(), Math.max(from.end(), end));
    return Doc.concat(
        Doc.text(word + Written.name(name)),
        expressions.bracket("(", items, ")", span),
        Doc.text(result == null ? "" : " -> " + Written.type(result)));
  }

  private Doc parameter(Tree.Parameter parameter, boolean hasBody) {
    Tree.Name name = parameter.name();
    Expression range = parameter.range();
    Expression value = parameter.defaultValue();
    return Doc.concat(
        Doc.text(parameter.isPrivate() ? "private " : ""),
        Doc.text(hasBody ? Written.name(name) : Written.label(name)),
        Doc.text(": " + Written.type(parameter.type())),
        range == null ? Doc.EMPTY : Doc.concat(Doc.text(" in "), expressions.data(range)),
        value == null ? Doc.EMPTY : Doc.concat(Doc.text(" = "), expressions.data(value)));
  }

  private Doc profile(Declaration.Profile profile) {
    Tree.Path like = profile.like();
    String head =
        word(profile.kind())
            + " "
            + Written.path(profile.name())
            + (like == null ? "" : " like " + Written.path(like));
    return Doc.concat(Doc.text(head + " "), entries(profile.entries(), profile.span()));
  }

  private Doc entries(List<Declaration.Entry> entries, Span span) {
    Map<Declaration.Entry, Doc> figures = new IdentityHashMap<>();
    List<Doc> graded = new ArrayList<>();
    for (Declaration.Entry entry : entries) {
      if (entry instanceof Declaration.Entry.Field field && field.grade() != null) {
        Doc figure = figure(field);
        figures.put(field, figure);
        graded.add(figure);
      }
    }
    Column grades = Column.behind(graded);
    Function<Declaration.Entry, Doc> print =
        entry ->
            entry instanceof Declaration.Entry.Field field && figures.get(field) instanceof Doc it
                ? Doc.concat(it, new Doc.Filler(grades.gap(it)), origin(field))
                : entry(entry);
    if (!isOnLines(span)) {
      return onOneLine(entries.stream().map(print).toList());
    }
    Lines lines = new Lines(comments);
    entries.forEach(entry -> lines.add(entry.span(), () -> print.apply(entry)));
    return inBraces(lines, span);
  }

  private Doc entry(Declaration.Entry entry) {
    return switch (entry) {
      case Declaration.Entry.Field field -> Doc.concat(figure(field), origin(field));
      case Declaration.Entry.Group group -> {
        Tree.Path key = group.key();
        String head = group.name().text() + (key == null ? " " : " " + Written.path(key) + " ");
        yield Doc.concat(Doc.text(head), entries(group.entries(), group.span()));
      }
    };
  }

  /** A figure; where it comes from may be long, which does not break the figure itself. */
  private Doc figure(Declaration.Entry.Field field) {
    Doc figure = Doc.concat(Doc.text(field.name().text() + ": "), expressions.data(field.value()));
    return field.grade() != null && Column.isNarrow(figure)
        ? Doc.text(DocWriter.flat(figure))
        : figure;
  }

  private static Doc origin(Declaration.Entry.Field field) {
    Tree.Name grade = field.grade();
    String source = field.source();
    return Doc.concat(
        Doc.text(grade == null ? "" : "  from " + Written.name(grade)),
        Doc.text(source == null ? "" : " " + TextPrinter.plain(source)));
  }
}
