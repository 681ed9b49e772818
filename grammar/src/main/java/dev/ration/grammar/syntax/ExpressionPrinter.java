package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression.BinaryOperator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Prints expressions without a body, and patterns. */
final class ExpressionPrinter {
  private final Comments comments;
  private final StatementPrinter statements;
  private final TextPrinter texts = new TextPrinter(this::flat);

  /** Whether a line that begins with a word operator would be a name here. */
  private boolean isData;

  /** Whether no line may end, as in the hole of a text. */
  private boolean isFlat;

  ExpressionPrinter(Comments comments, StatementPrinter statements) {
    this.comments = comments;
    this.statements = statements;
  }

  /** One thing in brackets. */
  record Item(Span span, Optional<String> doc, Supplier<Doc> print) {}

  /** An expression as part of a record or a profile. */
  Doc data(Expression expression) {
    isData = true;
    Doc printed = print(expression);
    isData = false;
    return printed;
  }

  /** An expression on one line. */
  String flat(Expression expression) {
    boolean before = isFlat;
    isFlat = true;
    String line = DocWriter.flat(print(expression));
    isFlat = before;
    return line;
  }

  Doc print(Expression expression) {
    return switch (expression) {
      case Expression.Simple simple -> simple(simple);
      case Construct construct -> statements.construct(construct);
    };
  }

  private Doc simple(Expression.Simple expression) {
    return switch (expression) {
      case Expression.IntLiteral(var value, Span span) ->
          Doc.text(Written.number(new BigDecimal(value), span.text()));
      case Expression.NumberLiteral(BigDecimal value, Span span) ->
          Doc.text(Written.number(value, span.text()));
      case Expression.QuantityLiteral quantity -> Doc.text(quantity(quantity));
      case Expression.TextLiteral text -> isFlat ? Doc.text(texts.line(text)) : texts.doc(text);
      case Expression.BoolLiteral(boolean value, _) -> Doc.text(String.valueOf(value));
      case Expression.NoneLiteral _ -> Doc.text("none");
      case Expression.UnknownLiteral _ -> Doc.text("unknown");
      case Expression.ListLiteral list ->
          bracket("[", list.items().stream().map(this::item).toList(), "]", list.span());
      case Expression.MapLiteral map -> map(map);
      case Expression.Reference(Tree.Name name, _) -> Doc.text(Written.name(name));
      case Expression.Member(Expression target, Tree.Name member, _) ->
          Doc.concat(print(target), Doc.text("." + member.text()));
      case Expression.Call call -> call(call);
      case Expression.Index(Expression target, Expression index, _) ->
          Doc.concat(print(target), Doc.text("["), print(index), Doc.text("]"));
      case Expression.Grouped(Expression inner, _) ->
          Doc.concat(Doc.text("("), print(inner), Doc.text(")"));
      case Expression.Unary unary -> unary(unary);
      case Expression.Binary binary -> binary(binary);
      case Expression.Range range -> range(range);
      case Expression.Is(Expression subject, Pattern pattern, _) ->
          Doc.concat(print(subject), Doc.text(" is "), Doc.text(atom(pattern)));
      case Expression.Confirm(Expression guess, Expression threshold, _) ->
          Doc.concat(Doc.text("confirm "), print(guess), Doc.text(" at "), print(threshold));
      case Expression.Accept(Expression guess, _) -> Doc.concat(Doc.text("accept "), print(guess));
      case Expression.Governed governed -> statements.governed(governed);
      case Expression.WaitFor(Expression duration, _) ->
          Doc.concat(Doc.text("wait "), print(duration));
      case Expression.WaitUntil(Expression condition, _) ->
          Doc.concat(Doc.text("wait until "), print(condition));
      case Expression.Broken broken ->
          throw new IllegalArgumentException("a tree with a mistake at " + broken.span());
    };
  }

  private static String quantity(Expression.QuantityLiteral quantity) {
    String all = quantity.span().text();
    String digits =
        all.endsWith(quantity.unit())
            ? all.substring(0, all.length() - quantity.unit().length()).stripTrailing()
            : "";
    return Written.number(quantity.value(), digits) + " " + quantity.unit();
  }

  private Item item(Expression expression) {
    return new Item(expression.span(), Optional.empty(), () -> print(expression));
  }

  private Doc map(Expression.MapLiteral map) {
    if (map.entries().isEmpty()) {
      return Doc.text("[:]");
    }
    List<Item> items = new ArrayList<>();
    for (Expression.MapEntry entry : map.entries()) {
      Span span = entry.key().span().to(entry.value().span());
      items.add(
          new Item(
              span,
              Optional.empty(),
              () -> Doc.concat(print(entry.key()), Doc.text(": "), print(entry.value()))));
    }
    return bracket("[", items, "]", map.span());
  }

  private Doc call(Expression.Call call) {
    List<Item> items = new ArrayList<>();
    for (Expression.Argument argument : call.arguments()) {
      Tree.Name name = argument.name();
      Doc label = name == null ? Doc.EMPTY : Doc.text(Written.label(name) + ": ");
      items.add(
          new Item(
              argument.span(), Optional.empty(), () -> Doc.concat(label, print(argument.value()))));
    }
    Span inner = new Span(call.span().source(), call.callee().span().end(), call.span().end());
    return Doc.concat(print(call.callee()), bracket("(", items, ")", inner));
  }

  /** Things in brackets: on one line, or each on its own. */
  Doc bracket(String open, List<Item> items, String close, Span span) {
    List<Doc> inner = new ArrayList<>();
    int from = span.start();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      inner.add(i == 0 ? Doc.softLine() : Doc.line());
      for (Comment comment : comments.take(from, item.span().start())) {
        boolean documents = comment.documents() == item.span().start();
        inner.add(new Doc.Suffix(documents ? comment.text() : comment.asPlain()));
        inner.add(Doc.HARD);
      }
      if (!comments.isKnown()) {
        item.doc().ifPresent(doc -> document(doc, inner));
      }
      inner.add(item.print().get());
      inner.add(i == items.size() - 1 ? Doc.EMPTY : Doc.text(","));
      comments.takeBehind(item.span()).map(Lines::behind).ifPresent(inner::add);
      from = Math.max(from, item.span().end());
    }
    for (Comment comment : comments.take(from, span.end())) {
      inner.add(Doc.HARD);
      inner.add(new Doc.Suffix(comment.text()));
    }
    if (inner.isEmpty()) {
      return Doc.text(open + close);
    }
    return Doc.group(Doc.text(open), Doc.nest(Doc.concat(inner)), Doc.softLine(), Doc.text(close));
  }

  private static void document(String text, List<Doc> into) {
    for (String line : text.split("\n", -1)) {
      into.add(new Doc.Suffix(line.isEmpty() ? "///" : "/// " + line));
      into.add(Doc.HARD);
    }
  }

  private Doc unary(Expression.Unary unary) {
    String symbol = unary.operator().symbol();
    boolean isWord = unary.operator() == Expression.UnaryOperator.NOT;
    return Doc.concat(Doc.text(isWord ? symbol + " " : symbol), print(unary.operand()));
  }

  private Doc binary(Expression.Binary binary) {
    if (!joins(binary.operator())) {
      String symbol = " " + binary.operator().symbol() + " ";
      return Doc.concat(print(binary.left()), Doc.text(symbol), print(binary.right()));
    }
    List<Doc> rest = new ArrayList<>();
    Expression left = binary;
    while (left instanceof Expression.Binary inner
        && isAlike(inner.operator(), binary.operator())) {
      String symbol = inner.operator().symbol();
      Doc right = print(inner.right());
      rest.addFirst(
          isData
              ? Doc.concat(Doc.text(" " + symbol), Doc.line(), right)
              : Doc.concat(Doc.line(), Doc.text(symbol + " "), right));
      left = inner.left();
    }
    return Doc.group(print(left), Doc.nest(Doc.concat(rest)));
  }

  /** Tells whether a chain of the operator may be broken into lines. */
  private static boolean joins(BinaryOperator operator) {
    return switch (operator) {
      case OR, AND, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> true;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, IN, COALESCE -> false;
    };
  }

  private static boolean isAlike(BinaryOperator left, BinaryOperator right) {
    return left == right || (isSum(left) && isSum(right)) || (isProduct(left) && isProduct(right));
  }

  private static boolean isSum(BinaryOperator operator) {
    return operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
  }

  private static boolean isProduct(BinaryOperator operator) {
    return operator == BinaryOperator.MULTIPLY
        || operator == BinaryOperator.DIVIDE
        || operator == BinaryOperator.MODULO;
  }

  private Doc range(Expression.Range range) {
    Doc dots = Doc.text(" .. ");
    Expression middle = range.middle();
    return middle == null
        ? Doc.concat(print(range.low()), dots, print(range.high()))
        : Doc.concat(print(range.low()), dots, print(middle), dots, print(range.high()));
  }

  /** A pattern, on one line. */
  String pattern(Pattern pattern) {
    return pattern instanceof Pattern.Either(List<Pattern> options, _)
        ? String.join(" or ", options.stream().map(this::atom).toList())
        : atom(pattern);
  }

  private String atom(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Named(Tree.Path name, _) -> Written.path(name);
      case Pattern.Literal(Expression value, _) -> flat(value);
      case Pattern.Between(Expression low, Expression high, _) -> flat(low) + " .. " + flat(high);
      case Pattern.Compare(BinaryOperator operator, Expression value, _) ->
          operator.symbol() + " " + flat(value);
      case Pattern.Fields(Tree.Path type, var fields, _) ->
          Written.path(type)
              + "("
              + String.join(", ", fields.stream().map(this::field).toList())
              + ")";
      case Pattern.Bind(Tree.Name name, _) -> "let " + Written.name(name);
      case Pattern.Either either -> "(" + pattern(either) + ")";
    };
  }

  private String field(Pattern.FieldPattern field) {
    Tree.Name name = field.name();
    String label = name == null ? "" : Written.label(name) + ": ";
    return label + pattern(field.pattern());
  }
}
