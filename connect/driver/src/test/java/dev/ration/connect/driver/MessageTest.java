package dev.ration.connect.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.runtime.spi.CommandRequest.Argument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{\"type\":7}", "{\"type\":\"hello\"", "null", "{}"})
  void whatIsNoMessageIsNone(String line) {
    assertThat(Message.read(line)).isEmpty();
  }

  @Test
  void argumentsKeepTheirShape() {
    Map<String, Object> named =
        Message.arguments(
            List.of(
                new Argument("to", Map.of("ahead", 1.5), ""),
                new Argument("times", 3L, "3"),
                new Argument("names", List.of("a", new StringBuilder("b")), ""),
                new Argument("what", new Object(), "a cup")));

    assertThat(named)
        .containsEntry("to", Map.of("ahead", 1.5))
        .containsEntry("times", 3L)
        .containsEntry("names", List.of("a", "b"))
        .containsEntry("what", "a cup");
  }

  @Test
  void wholeNumbersAreLong() {
    Message message = Message.read("{\"type\":\"done\",\"result\":[1,{\"a\":2}]}").orElseThrow();

    assertThat(message.value("result")).isEqualTo(List.of(1L, Map.of("a", 2L)));
  }

  @Test
  void aHelloWithoutItsPartsIsNone() {
    String whole =
        """
        {"type":"hello","protocol":1,"driver":"arm","grant":5,"lapses":true,
         "resources":[{"name":"arm","stop_ms":20.5,"safe":true}],"actions":[{"name":"wave"}]}
        """;
    assertThat(Hello.read(Message.read(whole).orElseThrow()))
        .hasValueSatisfying(
            hello -> assertThat(hello.resources().getFirst().stopNanos()).isEqualTo(20_500_000));
    for (String missing :
        List.of("\"protocol\":1", "\"grant\":5", "\"driver\":\"arm\"", "\"stop_ms\":20.5")) {
      String less = whole.replace(missing, "\"other\":0");
      assertThat(Hello.read(Message.read(less).orElseThrow())).as(missing).isEmpty();
    }
  }
}
