package dev.ration.connect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ration.plan.ResultType;
import dev.ration.plan.ResultType.Field;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When token probabilities count as a model's confidence, and when they do not. */
class CertaintyTest {
  private static Certainty of(String... tokensAndLogs) {
    var certainty = new Certainty();
    for (int i = 0; i < tokensAndLogs.length; i += 2) {
      String token = tokensAndLogs[i].replace("\"", "\\\"");
      certainty.add(
          Json.read(
              "{\"content\":[{\"token\":\""
                  + token
                  + "\",\"logprob\":"
                  + tokensAndLogs[i + 1]
                  + "}]}"));
    }
    return certainty;
  }

  @Test
  void only_the_tokens_of_the_value_count() {
    var certainty = of("{\"answer\": ", "-4", "tr", "-0.5", "ue", "-0.25", " }", "-4");

    assertThat(certainty.of("{\"answer\": true }").orElseThrow())
        .isCloseTo(Math.exp(-0.75), within(1e-12));
  }

  @Test
  void a_token_that_reaches_into_the_value_counts() {
    assertThat(of("{\"answer\":t", "-1", "rue}", "-1").of("{\"answer\":true}").orElseThrow())
        .isCloseTo(Math.exp(-2), within(1e-12));
  }

  @Test
  void tokens_that_do_not_spell_the_reply_say_nothing() {
    assertThat(of("{\"answer\":", "0", "fal", "0").of("{\"answer\":true}")).isEmpty();
    assertThat(of().of("{\"answer\":true}")).isEmpty();
    assertThat(of("true", "0").of("true")).isEmpty();
  }

  @Test
  void a_probability_above_one_or_none_says_nothing() {
    assertThat(of("{\"answer\":", "0", "true}", "3").of("{\"answer\":true}")).isEmpty();
    assertThat(of("{\"answer\":", "0", "true}", "\"x\"").of("{\"answer\":true}")).isEmpty();
  }

  @Test
  void a_text_anywhere_in_the_type_cannot_be_measured() {
    var name = new Field("name", "", new ResultType.Text());
    var count = new Field("count", "", new ResultType.Whole(null, null));

    assertThat(Certainty.canBeMeasured(new ResultType.Fields("Box", List.of(count)))).isTrue();
    assertThat(Certainty.canBeMeasured(new ResultType.Fields("Box", List.of(count, name))))
        .isFalse();
    assertThat(Certainty.canBeMeasured(new ResultType.Items(new ResultType.Text()))).isFalse();
  }
}
