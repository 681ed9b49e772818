package dev.ration.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.Dimension;
import dev.ration.plan.ResultType;
import dev.ration.plan.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonAnswersPropertyTest {
  /** A type and a value of it. */
  record Typed(ResultType type, AnswerValue value) {}

  @Property(tries = 500)
  void a_value_written_is_the_value_read(@ForAll("typed") Typed typed) {
    assertThat(JsonAnswers.parse(JsonAnswers.write(typed.value), typed.type))
        .isEqualTo(new JsonAnswers.Parsed.Value(typed.value));
  }

  @Property(tries = 500)
  void any_text_is_read_or_malformed(@ForAll String text, @ForAll("typed") Typed typed) {
    assertReadsTheSameAgain(text, typed.type);
  }

  @Property(tries = 1000)
  void a_damaged_reply_is_read_or_malformed(
      @ForAll("typed") Typed typed, @ForAll String piece, @ForAll int from, @ForAll int length) {
    String reply = JsonAnswers.write(typed.value);
    int start = Math.floorMod(from, reply.length());
    int end = Math.min(reply.length(), start + Math.floorMod(length, 8));
    String damaged = reply.substring(0, start) + piece + reply.substring(end);
    assertReadsTheSameAgain(damaged, typed.type);
  }

  @Property(tries = 200)
  void a_value_of_one_type_is_never_an_exception_for_another(
      @ForAll("typed") Typed one, @ForAll("typed") Typed other) {
    assertReadsTheSameAgain(JsonAnswers.write(one.value), other.type);
  }

  @Property(tries = 200)
  void a_schema_is_json(@ForAll("typed") Typed typed) throws IOException {
    assertThat(JSON.std.mapFrom(JsonAnswers.schema(typed.type))).containsKey("properties");
  }

  /** What was taken for a value is one: written in our own way it reads the same. */
  private static void assertReadsTheSameAgain(String reply, ResultType type) {
    switch (JsonAnswers.parse(reply, type)) {
      case JsonAnswers.Parsed.Malformed(var problem) -> assertThat(problem).isNotBlank();
      case JsonAnswers.Parsed.Value(var value) ->
          assertThat(JsonAnswers.parse(JsonAnswers.write(value), type))
              .isEqualTo(new JsonAnswers.Parsed.Value(value));
    }
  }

  @Provide
  Arbitrary<Typed> typed() {
    return typed(3);
  }

  private static Arbitrary<Typed> typed(int depth) {
    List<Arbitrary<Typed>> kinds =
        new ArrayList<>(List.of(bools(), wholes(), numbers(), measures(), texts(), choices()));
    if (depth > 0) {
      kinds.add(Arbitraries.lazy(() -> items(depth - 1)));
      kinds.add(Arbitraries.lazy(() -> fields(depth - 1)));
      kinds.add(Arbitraries.lazy(() -> maybes(depth - 1)));
    }
    return Arbitraries.oneOf(kinds);
  }

  private static Arbitrary<Typed> bools() {
    return Arbitraries.of(true, false)
        .map(value -> new Typed(new ResultType.Bool(), new AnswerValue.Bool(value)));
  }

  private static Arbitrary<Typed> wholes() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.of(true, false))
        .as(
            (value, bounded) ->
                new Typed(
                    bounded ? new ResultType.Whole(value, value) : new ResultType.Whole(null, null),
                    new AnswerValue.Whole(value)));
  }

  private static Arbitrary<BigDecimal> decimals() {
    return Combinators.combine(Arbitraries.bigIntegers(), Arbitraries.integers().between(-80, 80))
        .as((BigInteger digits, Integer scale) -> new BigDecimal(digits, scale));
  }

  private static Arbitrary<Typed> numbers() {
    return decimals()
        .map(value -> new Typed(new ResultType.Number(value, null), new AnswerValue.Number(value)));
  }

  private static Arbitrary<Typed> measures() {
    return decimals()
        .map(
            value ->
                new Typed(
                    new ResultType.Measure(
                        Dimension.LENGTH, Unit.ofSymbol("mm").orElseThrow(), null, value),
                    new AnswerValue.Number(value)));
  }

  private static Arbitrary<Typed> texts() {
    return Arbitraries.strings()
        .ofMaxLength(40)
        .map(value -> new Typed(new ResultType.Text(), new AnswerValue.Text(value)));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').withChars('_', 'é', '"').ofMinLength(1);
  }

  private static Arbitrary<Typed> choices() {
    return names()
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(
            names ->
                new Typed(
                    new ResultType.Choice(
                        "Kind",
                        names.stream().map(name -> new ResultType.Option(name, "")).toList()),
                    new AnswerValue.Choice(names.getLast())));
  }

  private static Arbitrary<Typed> items(int depth) {
    return Combinators.combine(typed(depth), Arbitraries.integers().between(0, 4))
        .as(
            (element, count) ->
                new Typed(
                    new ResultType.Items(element.type),
                    new AnswerValue.Items(Collections.nCopies(count, element.value))));
  }

  private static Arbitrary<Typed> fields(int depth) {
    return Combinators.combine(
            names().list().uniqueElements().ofMaxSize(4), typed(depth).list().ofSize(4))
        .as(
            (names, parts) -> {
              List<ResultType.Field> fields = new ArrayList<>();
              Map<String, AnswerValue> values = new LinkedHashMap<>();
              for (int i = 0; i < names.size(); i++) {
                fields.add(new ResultType.Field(names.get(i), "doc", parts.get(i).type));
                values.put(names.get(i), parts.get(i).value);
              }
              return new Typed(
                  new ResultType.Fields("Record", fields), new AnswerValue.Fields(values));
            });
  }

  private static Arbitrary<Typed> maybes(int depth) {
    return Combinators.combine(typed(depth), Arbitraries.of(true, false))
        .as(
            (element, present) ->
                new Typed(
                    new ResultType.Maybe(element.type),
                    present ? element.value : new AnswerValue.None()));
  }
}
