package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a connector is told: texts by name, where a secret is only ever named. */
final class SettingReader {
  /** What stands before the name of a secret in a setting's value. */
  static final String SECRET = "secret:";

  private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

  private final ProfileContext context;
  private final Amounts amounts;

  SettingReader(ProfileContext context, Amounts amounts) {
    this.context = context;
    this.amounts = amounts;
  }

  /** Reads one setting as the text a connector gets; empty after a finding. */
  Optional<String> read(String name, Expression value) {
    Optional<String> text = Paths.text(value);
    if (text.isPresent()) {
      return refuseSecret(name, text.get(), value.span()) ? Optional.empty() : text;
    }
    return switch (value) {
      case Expression.BoolLiteral(boolean truth, _) -> Optional.of(truth ? "yes" : "no");
      case Expression.QuantityLiteral literal ->
          amounts.of(literal).map(_ -> literal.value().toPlainString() + " " + literal.unit());
      case Expression.NumberLiteral literal ->
          amounts.of(literal).map(_ -> literal.value().toPlainString());
      case Expression.IntLiteral literal ->
          amounts.of(literal).map(_ -> literal.value().toString());
      case Expression.Call call when isSecretCall(call) -> secret(call);
      default -> {
        context.report(
            Diagnostic.of(
                Code.WRONG_FIGURE,
                value.span(),
                "`"
                    + name
                    + "` is no fixed value, but "
                    + new Kind.Setting().wanted()
                    + " is wanted."));
        yield Optional.empty();
      }
    };
  }

  private static boolean isSecretCall(Expression.Call call) {
    return Paths.of(call.callee()).equals(Optional.of("secret"));
  }

  private Optional<String> secret(Expression.Call call) {
    Optional<String> name =
        call.arguments().size() == 1
            ? Paths.text(call.arguments().getFirst().value())
            : Optional.empty();
    if (name.isEmpty()) {
      context.report(
          Diagnostic.of(
              Code.WRONG_FIGURE,
              call.span(),
              "`secret` takes the name of one secret, as in `secret(\"CHAT_KEY\")`."));
      return Optional.empty();
    }
    if (SecretText.looksSecret(name.get()) || !SECRET_NAME.matcher(name.get()).matches()) {
      report(call.span(), "`secret` is given what looks like the key itself, not its name.");
      return Optional.empty();
    }
    return Optional.of(SECRET + name.get());
  }

  /** Reports a text that is a secret; whether it was one. */
  boolean refuseSecret(String name, String text, Span at) {
    boolean isNamed = SecretText.isSecretName(name) && !text.isEmpty();
    if (!isNamed && !SecretText.looksSecret(text)) {
      return false;
    }
    if (!isNamed && name.equals("url")) {
      context.report(
          Diagnostic.of(Code.SECRET_IN_TEXT, at, "The address holds a key or a password.")
              .hint("leave it out, and write `key: secret(\"NAME\")` beside the address"));
      return true;
    }
    report(
        at,
        isNamed
            ? "The secret `" + name + "` stands in the file itself."
            : "The text of `" + name + "` looks like a key or holds one.");
    return true;
  }

  private void report(Span at, String message) {
    context.report(
        Diagnostic.of(Code.SECRET_IN_TEXT, at, message)
            .hint(
                "name it with `secret(\"NAME\")`; its value comes from the environment or from the"
                    + " file of --secrets")
            .fix("write `secret(\"CHAT_KEY\")`", at, "secret(\"CHAT_KEY\")"));
  }

  /** Reads {@code remote("https://…", name: "…", key: secret("…"))}. */
  Optional<ModelChoice> server(Expression.Call call, boolean isRemote) {
    Map<String, String> settings = new LinkedHashMap<>();
    boolean isWhole = true;
    for (Expression.Argument argument : call.arguments()) {
      String name = argument.name() == null ? "url" : argument.name().text();
      Span at = argument.name() == null ? argument.span() : argument.name().span();
      if (!name.equals("url") && !Schema.REMOTE_SETTINGS.contains(name)) {
        Diagnostic finding =
            Diagnostic.of(Code.UNKNOWN_FIELD, at, "A model's server has no `" + name + "`.")
                .hint("it takes " + Kind.listed(Schema.REMOTE_SETTINGS));
        context.report(context.suggest(finding, at, name, Schema.REMOTE_SETTINGS));
        isWhole = false;
        continue;
      }
      Optional<String> value = read(name, argument.value());
      isWhole &= value.isPresent();
      if (value.isPresent() && settings.put(name, value.get()) != null) {
        context.report(Diagnostic.of(Code.DUPLICATE_FIELD, at, "`" + name + "` is given twice."));
        isWhole = false;
      }
    }
    for (String needed : new String[] {"url", "name"}) {
      if (isWhole && !settings.containsKey(needed)) {
        context.report(
            Diagnostic.of(
                Code.MISSING_FIGURE,
                call.span(),
                "This server has no "
                    + (needed.equals("url") ? "address" : "`name` of a model to ask for")
                    + "."));
        isWhole = false;
      }
    }
    settings.put("remote", isRemote ? "yes" : "no");
    return isWhole ? Optional.of(new ModelChoice.Server(settings, isRemote)) : Optional.empty();
  }
}
