package dev.ration.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.Dimension;
import dev.ration.plan.ResultType;
import dev.ration.plan.ResultType.Choice;
import dev.ration.plan.ResultType.Field;
import dev.ration.plan.ResultType.Fields;
import dev.ration.plan.ResultType.Items;
import dev.ration.plan.ResultType.Maybe;
import dev.ration.plan.ResultType.Measure;
import dev.ration.plan.ResultType.Option;
import dev.ration.plan.ResultType.Text;
import dev.ration.plan.ResultType.Whole;
import dev.ration.plan.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonAnswersTest {
  private static final Choice ERRAND =
      new Choice(
          "Errand",
          List.of(new Option("directions", "asks for the way"), new Option("meeting", "")));

  private static final Measure MASS =
      new Measure(
          Dimension.MASS,
          Unit.ofSymbol("g").orElseThrow(),
          BigDecimal.ZERO,
          new BigDecimal("3000"));

  private static final Fields ITEM =
      new Fields(
          "Item",
          List.of(
              new Field("name", "what it says on the box", new Text()),
              new Field("mass", "", new Maybe(MASS)),
              new Field("parts", "", new Items(new Whole(1L, 9L)))));

  @Test
  void a_schema_requires_every_field_and_allows_no_other() throws IOException {
    Map<String, Object> schema = JSON.std.mapFrom(JsonAnswers.schema(ITEM));
    Map<String, Object> expected =
        JSON.std.mapFrom(
            """
            {"type":"object","properties":{"answer":{
              "type":"object","properties":{
                "name":{"type":"string","description":"what it says on the box"},
                "mass":{"anyOf":[
                  {"type":"number","description":"in g","minimum":0,"maximum":3000},
                  {"type":"null"}]},
                "parts":{"type":"array","items":{"type":"integer","minimum":1,"maximum":9}}},
              "required":["name","mass","parts"],"additionalProperties":false}},
             "required":["answer"],"additionalProperties":false}
            """);
    assertThat(schema).isEqualTo(expected);
  }

  @Test
  void a_choice_carries_what_its_options_mean() {
    assertThat(JsonAnswers.schema(ERRAND))
        .contains(
            """
            {"type":"string","description":"directions: asks for the way","enum":["directions","meeting"]}\
            """);
    assertThat(JsonAnswers.guide(ERRAND))
        .isEqualTo(
            """
            Answer with one JSON object and nothing else: {"answer": "NAME"}, where NAME is exactly one of these:
            - directions: asks for the way
            - meeting\
            """);
  }

  @Test
  void a_record_is_read_in_any_order_and_kept_in_declared_order() {
    assertThat(
            parse("{\"answer\": {\"parts\": [1, 2.0], \"mass\": null, \"name\": \"gear\"}}", ITEM))
        .isEqualTo(
            new JsonAnswers.Parsed.Value(
                new AnswerValue.Fields(
                    Map.of(
                        "name", new AnswerValue.Text("gear"),
                        "mass", new AnswerValue.None(),
                        "parts",
                            new AnswerValue.Items(
                                List.of(new AnswerValue.Whole(1), new AnswerValue.Whole(2)))))))
        .extracting(parsed -> ((JsonAnswers.Parsed.Value) parsed).value())
        .extracting(value -> List.copyOf(((AnswerValue.Fields) value).values().keySet()))
        .isEqualTo(List.of("name", "mass", "parts"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"answer": "Directions"}             | does not have one of the names of `Errand` at `answer`
          {"answer": "directions "}            | does not have one of the names of `Errand` at `answer`
          {"answer": 1}                        | does not have one of the names of `Errand` at `answer`
          {"answer": null}                     | does not have one of the names of `Errand` at `answer`
          {"answer": "meeting", "sure": 0.9}   | has a field too many at its top
          {"reply": "meeting"}                 | has a field too many at its top
          {}                                   | lacks the field `answer` at its top
          "meeting"                            | does not have an object at its top
          meeting                              | is not valid JSON
          {"answer": "meeting"} thanks         | is not valid JSON
          {"answer": "meeting"} {}             | is followed by something else
          {"answer": "meeting"                 | is not valid JSON
          {"answer": "meeting", "answer": "x"} | is not valid JSON
          """)
  void a_choice_is_read_strictly(String reply, String problem) {
    assertThat(parse(reply, ERRAND)).isEqualTo(new JsonAnswers.Parsed.Malformed(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"answer": {"name": "a", "mass": 3000.1, "parts": []}} | holds a number above 3000 at `answer.mass`
          {"answer": {"name": "a", "mass": -1, "parts": []}}     | holds a number below 0 at `answer.mass`
          {"answer": {"name": "a", "mass": "2 g", "parts": []}}  | does not have a number of g at `answer.mass`
          {"answer": {"name": "a", "mass": 1, "parts": [1, 0]}}  | holds a number below 1 at `answer.parts[1]`
          {"answer": {"name": "a", "mass": 1, "parts": [1.5]}}   | does not have a whole number at `answer.parts[0]`
          {"answer": {"name": "a", "mass": 1, "parts": {}}}      | does not have a list at `answer.parts`
          {"answer": {"name": 7, "mass": 1, "parts": []}}        | does not have a text at `answer.name`
          {"answer": {"mass": 1, "parts": []}}                   | lacks the field `name` at `answer`
          {"answer": {"name": "a", "mass": 1e999999999, "parts": []}}  | holds a number out of all range at `answer.mass`
          {"answer": {"name": "a", "mass": 1e99999999999, "parts": []}} | holds a number out of all range at `answer.mass`
          {"answer": {"name": "a", "mass": NaN, "parts": []}}    | is not valid JSON
          """)
  void a_record_is_read_strictly(String reply, String problem) {
    assertThat(parse(reply, ITEM)).isEqualTo(new JsonAnswers.Parsed.Malformed(problem));
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true",
    "9223372036854775808, false",
    "-9223372036854775809, false"
  })
  void a_whole_number_without_bounds_is_one_of_64_bits(String number, boolean fits) {
    assertThat(parse("{\"answer\": " + number + "}", new Whole(null, null)))
        .isInstanceOf(fits ? JsonAnswers.Parsed.Value.class : JsonAnswers.Parsed.Malformed.class);
  }

  @Test
  void size_is_capped() {
    String longText = "x".repeat(JsonAnswers.MAX_TEXT + 1);
    assertThat(parse("{\"answer\": \"" + longText + "\"}", new Text()))
        .isEqualTo(
            new JsonAnswers.Parsed.Malformed(
                "holds a text of more than 100000 characters at `answer`"));
    assertThat(
            parse("{\"answer\": [" + "1,".repeat(10_000) + "1]}", new Items(new Whole(null, null))))
        .isEqualTo(
            new JsonAnswers.Parsed.Malformed(
                "holds a list of more than 10000 elements at `answer`"));
    assertThat(parse(" ".repeat(JsonAnswers.MAX_DOCUMENT + 1), new Text()))
        .isEqualTo(new JsonAnswers.Parsed.Malformed("has more than 1048576 characters"));
    assertThat(parse("[".repeat(100_000), new Text()))
        .isEqualTo(new JsonAnswers.Parsed.Malformed("does not have an object at its top"));
    assertThat(parse("{\"answer\": " + "9".repeat(1_000) + "}", new Whole(null, null)))
        .isEqualTo(
            new JsonAnswers.Parsed.Malformed(
                "is nested too deeply or holds a text or number that is too long"));
  }

  private static JsonAnswers.Parsed parse(String reply, ResultType type) {
    return JsonAnswers.parse(reply, type);
  }
}
