package dev.ration.grammar.check.profile;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.Dimension;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may stand behind a field's colon. */
sealed interface Kind {
  /** One quantity of one dimension, or of one of several; not below zero. */
  record Amount(List<Dimension> dimensions, String example) implements Kind {
    static Amount of(Dimension dimension, String example) {
      return new Amount(List.of(dimension), example);
    }
  }

  /** How a quantity varies: one, two or three points, or a distribution. */
  record Spread(Dimension dimension, String example) implements Kind {}

  /** A share from 0 to 100 %. */
  record Share() implements Kind {}

  /** A quantity of any dimension; not below zero. */
  record AnyAmount() implements Kind {}

  /** An amount of one currency. */
  record Money() implements Kind {}

  /** Money for each token. */
  record MoneyForTokens() implements Kind {}

  /** The name of another profile. */
  record Name(Declaration.Profile.Kind of) implements Kind {}

  /** A list of names of other profiles. */
  record Names(Declaration.Profile.Kind of) implements Kind {}

  /** A model by its name, or {@code remote("…", name: "…")}. */
  record Model() implements Kind {}

  /** One of a few words. */
  record Word(List<String> words) implements Kind {}

  /** A list of some of a few words. */
  record Words(List<String> words) implements Kind {}

  /** The name of a resource of the robot. */
  record Resource() implements Kind {}

  /** A fixed text. */
  record Label() implements Kind {}

  /** A text, a number, a quantity, true or false, or a secret's name. */
  record Setting() implements Kind {}

  /** What is wanted, with an example, as {@code an energy, such as 480 Wh}. */
  default String wanted() {
    return switch (this) {
      case Amount(var dimensions, String example) ->
          dimensions.stream().map(Kind::article).collect(Collectors.joining(" or "))
              + ", such as `"
              + example
              + "`";
      case Spread(Dimension dimension, String example) ->
          article(dimension) + " or how it varies, such as `" + example + "`";
      case Share _ -> "a share from 0 to 100 %";
      case AnyAmount _ -> "a quantity not below zero";
      case Money _ -> "an amount of money, such as `4 EUR`";
      case MoneyForTokens _ -> "money for tokens, such as `0.4 EUR/Mtok`";
      case Name(var of) -> "the name of a " + word(of);
      case Names(var of) -> "a list of names of a " + word(of) + ", such as `[wifi_6, lte]`";
      case Model _ -> "the name of a model, or `remote(\"https://…\", name: \"…\")`";
      case Word(var words) -> "one of " + listed(words);
      case Words(var words) -> "a list of some of " + listed(words);
      case Resource _ -> "the name of a resource, such as `arm.right`";
      case Label _ -> "a text";
      case Setting _ -> "a text, a number, `true`, `false` or `secret(\"NAME\")`";
    };
  }

  /** A kind of profile in a sentence. */
  static String word(Declaration.Profile.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Words in backticks with commas. */
  static String listed(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  /** A dimension in a sentence. */
  static String article(Dimension dimension) {
    if (dimension.isNone()) {
      return "a plain number";
    }
    if (dimension.isMoney()) {
      return "an amount of money";
    }
    String name = dimension.display();
    if (!name.chars().allMatch(Character::isLetter)) {
      return "a quantity in " + name;
    }
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
  }
}
