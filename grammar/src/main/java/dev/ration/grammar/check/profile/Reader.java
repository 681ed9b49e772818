package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.profile.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns the expression behind a field's colon into a value, or into a finding. */
final class Reader {
  private final ProfileContext context;
  private final Amounts amounts;
  private final SettingReader settings;

  Reader(ProfileContext context) {
    this.context = context;
    this.amounts = new Amounts(context);
    this.settings = new SettingReader(context, amounts);
  }

  /** Reads a value of any kind; empty after a finding. */
  Optional<?> read(Kind kind, String field, Expression value, Declaration.Profile owner) {
    if (value instanceof Expression.Broken) {
      return Optional.empty();
    }
    return switch (kind) {
      case Kind.Amount(var dimensions, _) -> amount(kind, field, value, dimensions);
      case Kind.Spread(Dimension dimension, _) -> spread(kind, field, value, dimension);
      case Kind.Share _ -> share(kind, field, value);
      case Kind.AnyAmount _ -> amount(kind, field, value, List.of());
      case Kind.Money _ -> money(kind, field, value, false);
      case Kind.MoneyForTokens _ -> money(kind, field, value, true);
      case Kind.Name(var of) -> name(kind, field, value, of, owner);
      case Kind.Names(var of) -> names(kind, field, value, of, owner);
      case Kind.Model _ -> model(kind, field, value, owner);
      case Kind.Word(var words) -> word(kind, field, value, words);
      case Kind.Words(var words) -> words(kind, field, value, words);
      case Kind.Resource _ -> resource(kind, field, value, owner);
      case Kind.Label _ -> label(kind, field, value);
      case Kind.Setting _ -> settings.read(field, value);
    };
  }

  private <T> Optional<T> wrong(Kind kind, String field, Expression value) {
    return wrong(kind, field, value, describe(value));
  }

  private <T> Optional<T> wrong(Kind kind, String field, Expression value, String is) {
    String wanted = kind.wanted() + (kind.wanted().contains(", such as ") ? "," : "");
    String message = "`" + field + "` is " + is + ", but " + wanted + " is wanted.";
    Diagnostic finding = Diagnostic.of(Code.WRONG_FIGURE, value.span(), message);
    String meant = meant(kind, value);
    context.report(
        meant.isEmpty() ? finding : finding.fix("write `" + meant + "`", value.span(), meant));
    return Optional.empty();
  }

  /** What a bare name was meant as; empty where that is not clear. */
  private static String meant(Kind kind, Expression value) {
    Optional<String> name = Paths.of(value);
    return switch (kind) {
      case Kind.Label _ when name.isPresent() -> '"' + name.get() + '"';
      case Kind.Names _, Kind.Words _ when name.isPresent() -> "[" + name.get() + "]";
      default -> "";
    };
  }

  private static String describe(Expression value) {
    return switch (value) {
      case Expression.TextLiteral _ -> "a text";
      case Expression.BoolLiteral(boolean truth, _) -> "`" + truth + "`";
      case Expression.NoneLiteral _ -> "`none`";
      case Expression.ListLiteral _ -> "a list";
      case Expression.Range _ -> "a range";
      case Expression.Reference(var name, _) -> "the name `" + name + "`";
      case Expression.Member _ -> "the name `" + Paths.of(value).orElse("…") + "`";
      default -> "no fixed value";
    };
  }

  private Optional<Quantity> quantity(Kind kind, String field, Expression value) {
    Optional<Quantity> amount = amounts.of(value);
    return amount.isEmpty() && !Amounts.isArithmetic(value) ? wrong(kind, field, value) : amount;
  }

  private Optional<Quantity> amount(
      Kind kind, String field, Expression value, List<Dimension> dimensions) {
    Optional<Quantity> amount = quantity(kind, field, value);
    if (amount.isEmpty()) {
      return amount;
    }
    Dimension dimension = amount.get().dimension();
    if (!dimensions.isEmpty() && !dimensions.contains(dimension)) {
      return wrong(kind, field, value, mismatch(value, amount.get()));
    }
    if (amount.get().signum() < 0) {
      return wrong(kind, field, value, "`" + value.span().text() + "`, less than zero");
    }
    return fits(field, value, amount.get());
  }

  private static String mismatch(Expression value, Quantity amount) {
    return "`" + value.span().text() + "`, " + Kind.article(amount.dimension());
  }

  private Optional<Quantity> fits(String field, Expression value, Quantity amount) {
    boolean isDouble = !amount.dimension().grain().isExact();
    if (isDouble ? Double.isFinite(amount.toDouble()) : Amounts.grains(amount).isPresent()) {
      return Optional.of(amount);
    }
    context.report(
        Diagnostic.of(
            Code.NUMBER_TOO_LARGE,
            value.span(),
            "`" + field + "` is larger than any figure can be."));
    return Optional.empty();
  }

  private Optional<Double> share(Kind kind, String field, Expression value) {
    Optional<Quantity> amount = quantity(kind, field, value);
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    if (!amount.get().dimension().isNone()) {
      return wrong(kind, field, value, mismatch(value, amount.get()));
    }
    double share = amount.get().toDouble();
    return share >= 0 && share <= 1
        ? Optional.of(share)
        : wrong(kind, field, value, "`" + value.span().text() + "`");
  }

  private Optional<Quantity> money(Kind kind, String field, Expression value, boolean perToken) {
    Optional<Quantity> amount = quantity(kind, field, value);
    if (amount.isEmpty()) {
      return amount;
    }
    Dimension dimension = amount.get().dimension();
    Dimension currency = perToken ? dimension.times(Dimension.TOKENS) : dimension;
    if (!currency.isMoney()) {
      return wrong(kind, field, value, mismatch(value, amount.get()));
    }
    if (amount.get().signum() < 0) {
      return wrong(kind, field, value, "`" + value.span().text() + "`, less than zero");
    }
    return perToken ? amount : fits(field, value, amount.get());
  }

  /** Reads one, two or three points, or {@code lognormal(p50: …, p95: …, max: …)}. */
  private Optional<Distribution> spread(
      Kind kind, String field, Expression value, Dimension dimension) {
    return switch (value) {
      case Expression.Range range -> points(kind, field, range, dimension);
      case Expression.Call call -> lognormal(kind, field, call, dimension);
      default -> grains(kind, field, value, dimension).map(one -> Distribution.constant(one));
    };
  }

  private Optional<Long> grains(Kind kind, String field, Expression value, Dimension dimension) {
    return amount(kind, field, value, List.of(dimension)).flatMap(Amounts::grains);
  }

  private Optional<Distribution> points(
      Kind kind, String field, Expression.Range range, Dimension dimension) {
    Expression middle = range.middle();
    Optional<Long> least = grains(kind, field, range.low(), dimension);
    Optional<Long> p95 = grains(kind, field, range.high(), dimension);
    if (least.isEmpty() || p95.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> typical =
        middle == null
            ? Optional.of(least.get() + (p95.get() - least.get()) / 2)
            : grains(kind, field, middle, dimension);
    if (typical.isEmpty()) {
      return Optional.empty();
    }
    if (least.get() > typical.get() || typical.get() > p95.get()) {
      return outOfOrder(field, range.span(), "least, typical and 95th percentile");
    }
    return Optional.of(Distribution.of(least.get(), typical.get(), p95.get()));
  }

  private Optional<Distribution> outOfOrder(String field, Span at, String wanted) {
    context.report(
        Diagnostic.of(
            Code.WRONG_FIGURE,
            at,
            "The points of `"
                + field
                + "`, `"
                + at.text()
                + "`, do not rise; "
                + wanted
                + " are wanted."));
    return Optional.empty();
  }

  private Optional<Distribution> lognormal(
      Kind kind, String field, Expression.Call call, Dimension dimension) {
    if (!Paths.of(call.callee()).equals(Optional.of("lognormal"))) {
      return wrong(kind, field, call);
    }
    Long p50 = null;
    Long p95 = null;
    Long max = null;
    for (Expression.Argument argument : call.arguments()) {
      String name = argument.name() == null ? "" : argument.name().text();
      Optional<Long> point = grains(kind, name, argument.value(), dimension);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      switch (name) {
        case "p50" -> p50 = point.get();
        case "p95" -> p95 = point.get();
        case "max" -> max = point.get();
        default -> {
          return wrong(kind, field, call, "`" + call.span().text() + "`");
        }
      }
    }
    if (p50 == null || p95 == null) {
      return wrong(kind, field, call, "`lognormal` without `p50` and `p95`");
    }
    if (p50 > p95 || (max != null && max < p95)) {
      return outOfOrder(field, call.span(), "p50, p95 and max");
    }
    Distribution plain = Distribution.lognormal(p50, p95);
    return Optional.of(
        max == null ? plain : new Distribution(plain.shape(), 0, p50, p95, OptionalLong.of(max)));
  }

  private Optional<Declaration.Profile> name(
      Kind kind,
      String field,
      Expression value,
      Declaration.Profile.Kind of,
      Declaration.Profile owner) {
    Optional<String> name = Paths.of(value);
    return name.isEmpty()
        ? wrong(kind, field, value)
        : new References(context).find(of, name.get(), value.span(), owner);
  }

  private Optional<List<Declaration.Profile>> names(
      Kind kind,
      String field,
      Expression value,
      Declaration.Profile.Kind of,
      Declaration.Profile owner) {
    if (!(value instanceof Expression.ListLiteral(var items, _))) {
      return wrong(kind, field, value);
    }
    List<Declaration.Profile> found = new ArrayList<>();
    for (Expression item : items) {
      name(new Kind.Name(of), field, item, of, owner).ifPresent(found::add);
    }
    return found.size() == items.size() ? Optional.of(List.copyOf(found)) : Optional.empty();
  }

  private Optional<ModelChoice> model(
      Kind kind, String field, Expression value, Declaration.Profile owner) {
    if (value instanceof Expression.Call call) {
      String callee = Paths.of(call.callee()).orElse("");
      if (!callee.equals("remote") && !callee.equals("local")) {
        return wrong(kind, field, value);
      }
      return settings.server(call, callee.equals("remote"));
    }
    return name(kind, field, value, Declaration.Profile.Kind.MODEL, owner)
        .map(ModelChoice.Named::new);
  }

  private Optional<String> word(Kind kind, String field, Expression value, List<String> words) {
    Optional<String> word = Paths.of(value);
    if (word.isEmpty()) {
      return wrong(kind, field, value);
    }
    if (!words.contains(word.get())) {
      String message =
          "`" + field + "` is `" + word.get() + "`, but " + kind.wanted() + " is wanted.";
      Diagnostic finding = Diagnostic.of(Code.WRONG_FIGURE, value.span(), message);
      context.report(context.suggest(finding, value.span(), word.get(), words));
      return Optional.empty();
    }
    return word;
  }

  private Optional<List<String>> words(
      Kind kind, String field, Expression value, List<String> words) {
    if (!(value instanceof Expression.ListLiteral(var items, _))) {
      return wrong(kind, field, value);
    }
    List<String> found = new ArrayList<>();
    for (Expression item : items) {
      word(new Kind.Word(words), field, item, words).ifPresent(found::add);
    }
    return found.size() == items.size() ? Optional.of(List.copyOf(found)) : Optional.empty();
  }

  private Optional<String> resource(
      Kind kind, String field, Expression value, Declaration.Profile owner) {
    Optional<String> name = Paths.of(value);
    if (name.isEmpty()) {
      return wrong(kind, field, value);
    }
    var references = new References(context);
    return references.isWorld(Declaration.World.Kind.RESOURCE, name.get(), value.span(), owner)
        ? name
        : Optional.empty();
  }

  private Optional<String> label(Kind kind, String field, Expression value) {
    Optional<String> text = Paths.text(value);
    if (text.isEmpty()) {
      return wrong(kind, field, value);
    }
    settings.refuseSecret(field, text.get(), value.span());
    return text;
  }
}
