package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.plan.Dimension;
import dev.ration.plan.ResultType;
import dev.ration.plan.Unit;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.JsonAnswers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** A type's grammar and its reader agree on what is a value of it. */
class AnswerGrammarPropertyTest {
  private static final int BYTES = 20_000;

  @Property(tries = 1000)
  void everyValueThatIsWrittenIsAccepted(@ForAll long seed) throws AnswerGrammar.NoSuchValue {
    var random = new Random(seed);
    var type = type(random, 3);
    var acceptor = new GbnfAcceptor(AnswerGrammar.of(type, BYTES));

    for (var i = 0; i < 5; i++) {
      var written = bare(JsonAnswers.write(value(random, type)));
      assertThat(acceptor.accepts(written)).as("%s of %s", written, type).isTrue();
    }
  }

  @Property(tries = 1000)
  void whatIsAcceptedIsOfTheType(@ForAll long seed) throws AnswerGrammar.NoSuchValue {
    var random = new Random(seed);
    var type = type(random, 3);
    var acceptor = new GbnfAcceptor(AnswerGrammar.of(type, BYTES));
    var written = bare(JsonAnswers.write(value(random, type)));

    for (var i = 0; i < 40; i++) {
      var changed = changed(random, written);
      if (acceptor.accepts(changed)) {
        assertThat(JsonAnswers.parse(AnswerGrammar.whole(changed), type))
            .as("%s of %s", changed, type)
            .isInstanceOf(JsonAnswers.Parsed.Value.class);
      }
    }
  }

  @Property(tries = 1000)
  void aNumberIsAcceptedJustWithinItsBounds(@ForAll long seed) throws AnswerGrammar.NoSuchValue {
    var random = new Random(seed);
    var one = decimal(random);
    var other = decimal(random);
    var min = one.min(other);
    var max = one.max(other);
    var acceptor = new GbnfAcceptor(AnswerGrammar.of(new ResultType.Number(min, max), BYTES));

    for (var i = 0; i < 20; i++) {
      var near = random.nextBoolean() ? min : max;
      var number =
          near.add(BigDecimal.valueOf(random.nextInt(-30, 31), random.nextInt(7)))
              .setScale(random.nextInt(7), RoundingMode.HALF_UP);
      var isWithin = number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
      assertThat(acceptor.accepts(number.toPlainString()))
          .as("%s in %s .. %s", number.toPlainString(), min, max)
          .isEqualTo(isWithin);
    }
  }

  @Property(tries = 1000)
  void aWholeNumberIsAcceptedJustWithinItsBounds(@ForAll long first, @ForAll long second)
      throws AnswerGrammar.NoSuchValue {
    var min = Math.min(first, second);
    var max = Math.max(first, second);
    var acceptor = new GbnfAcceptor(AnswerGrammar.of(new ResultType.Whole(min, max), BYTES));

    for (var bound : List.of(min, max)) {
      for (var step : List.of(-1, 0, 1)) {
        var number = BigDecimal.valueOf(bound).add(BigDecimal.valueOf(step));
        var isWithin =
            number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0;
        assertThat(acceptor.accepts(number.toPlainString())).isEqualTo(isWithin);
      }
    }
    assertThat(acceptor.accepts(min + ".0")).isFalse();
  }

  private static String bare(String whole) {
    return whole.substring(AnswerGrammar.before().length(), whole.length() - 1);
  }

  /** A text with a character taken out, put in or replaced. */
  private static String changed(Random random, String text) {
    var characters = "0123456789-+.eE\"\\{}[],:tfn aé\u65e5";
    var at = random.nextInt(text.length() + 1);
    var until = Math.min(text.length(), at + random.nextInt(2));
    var put =
        random.nextInt(3) == 0
            ? ""
            : characters.substring(random.nextInt(characters.length())).substring(0, 1);
    return text.substring(0, at) + put + text.substring(until);
  }

  private static ResultType type(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0 -> new ResultType.Bool();
      case 1 -> whole(random);
      case 2 -> new ResultType.Number(bound(random, -50), bound(random, 50));
      case 3 ->
          new ResultType.Measure(
              Dimension.TIME,
              Unit.ofSymbol("s").orElseThrow(),
              bound(random, -50),
              bound(random, 50));
      case 4 -> new ResultType.Text();
      case 5 ->
          new ResultType.Choice(
              "Kind",
              List.of(
                  new ResultType.Option("red", ""),
                  new ResultType.Option("dark_red", "a kind of red"),
                  new ResultType.Option("sea", "")));
      case 6 -> new ResultType.Maybe(type(random, 0));
      case 7 -> new ResultType.Items(type(random, depth - 1));
      default -> {
        var fields = new ArrayList<ResultType.Field>();
        for (var i = 0; i <= random.nextInt(3); i++) {
          fields.add(new ResultType.Field("part" + i, "", type(random, depth - 1)));
        }
        yield new ResultType.Fields("Thing", fields);
      }
    };
  }

  private static ResultType whole(Random random) {
    var low = random.nextLong() >> random.nextInt(64);
    return new ResultType.Whole(
        random.nextBoolean() ? null : Math.min(low, 0),
        random.nextBoolean() ? null : Math.max(low, 5));
  }

  private static @Nullable BigDecimal bound(Random random, int around) {
    return random.nextBoolean()
        ? null
        : BigDecimal.valueOf(around)
            .add(BigDecimal.valueOf(random.nextInt(-400, 401), random.nextInt(1, 4)));
  }

  private static BigDecimal decimal(Random random) {
    return BigDecimal.valueOf(
        random.nextLong(-100_000_000L, 100_000_000L) >> random.nextInt(20), random.nextInt(6));
  }

  private static AnswerValue value(Random random, ResultType type) {
    return switch (type) {
      case ResultType.Bool() -> new AnswerValue.Bool(random.nextBoolean());
      case ResultType.Whole(var min, var max) ->
          new AnswerValue.Whole(
              Math.clamp(
                  random.nextLong() >> random.nextInt(64),
                  min == null ? Long.MIN_VALUE : min,
                  max == null ? Long.MAX_VALUE : max));
      case ResultType.Number(var min, var max) -> number(random, min, max);
      case ResultType.Measure(_, _, var min, var max) -> number(random, min, max);
      case ResultType.Text() -> new AnswerValue.Text(text(random));
      case ResultType.Choice(_, var options) ->
          new AnswerValue.Choice(options.get(random.nextInt(options.size())).name());
      case ResultType.Maybe(var element) ->
          random.nextBoolean() ? new AnswerValue.None() : value(random, element);
      case ResultType.Items(var element) -> {
        var items = new ArrayList<AnswerValue>();
        for (var i = random.nextInt(3); i > 0; i--) {
          items.add(value(random, element));
        }
        yield new AnswerValue.Items(items);
      }
      case ResultType.Fields(_, var fields) -> {
        var values = new LinkedHashMap<String, AnswerValue>();
        for (var field : fields) {
          values.put(field.name(), value(random, field.type()));
        }
        yield new AnswerValue.Fields(values);
      }
    };
  }

  /** As {@code decimal}, brought within bounds, with no more places than are taken. */
  private static AnswerValue number(
      Random random, @Nullable BigDecimal min, @Nullable BigDecimal max) {
    var number = decimal(random);
    number = min == null ? number : number.max(min);
    return new AnswerValue.Number(max == null ? number : number.min(max));
  }

  private static String text(Random random) {
    var points =
        List.of(
            (int) 'a',
            (int) ' ',
            (int) '"',
            (int) '\\',
            (int) '\n',
            (int) '/',
            0x7f,
            0xe9,
            0x65e5,
            0x1f600,
            0xd7ff,
            0xe000,
            0xffff,
            (int) '\t',
            (int) '<');
    var text = new StringBuilder();
    for (var i = random.nextInt(4); i > 0; i--) {
      text.appendCodePoint(points.get(random.nextInt(points.size())));
    }
    return text.toString();
  }
}
