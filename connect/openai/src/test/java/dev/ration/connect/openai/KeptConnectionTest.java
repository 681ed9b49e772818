package dev.ration.connect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.connect.openai.ScriptedServer.Script;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelFailure.Kind;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** A connection that is kept from an earlier call may be dead without anybody's fault. */
class KeptConnectionTest {
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 78\r\n\r\n"
          + "{\"choices\":[{\"message\":{\"content\":\"Good morning.\"},\"finish_reason\":\"stop\"}]}  ";

  private final Heard heard = new Heard();
  private final HandAlarms alarms = new HandAlarms();

  /** Answers, and gives the connection up when the next question comes. */
  private static final Script ANSWERS_ONCE =
      (_, wire) -> {
        wire.send(ANSWER);
        int unused = wire.in().read();
        wire.reset();
      };

  private static final Script BREAKS = (_, wire) -> wire.reset();

  private static Script oneAfterTheOther(Script... scripts) {
    Iterator<Script> next = Arrays.asList(scripts).iterator();
    return (asked, wire) -> next.next().answer(asked, wire);
  }

  /** Asks once, well, and waits until the connection is idle. */
  private void askBefore(ChatModel model) throws Exception {
    Heard first = new Heard();
    model.ask(Questions.text("hello"), first);
    assertThat(first.answer().value()).isEqualTo(new AnswerValue.Text("Good morning."));
    Eventually.holds(model::keepsConnections);
  }

  @Test
  void one_that_is_dead_is_replaced() throws Exception {
    try (var server = new ScriptedServer(oneAfterTheOther(ANSWERS_ONCE, ANSWERS_ONCE));
        var model = (ChatModel) Questions.model(server.url(), alarms)) {
      askBefore(model);
      model.ask(Questions.text("and again"), heard);

      assertThat(heard.answer().value()).isEqualTo(new AnswerValue.Text("Good morning."));
      assertThat(server.guests()).isEqualTo(2);
    }
  }

  @Test
  void a_new_one_that_breaks_is_not() throws Exception {
    try (var server = new ScriptedServer(oneAfterTheOther(ANSWERS_ONCE, BREAKS, BREAKS));
        var model = (ChatModel) Questions.model(server.url(), alarms)) {
      askBefore(model);
      model.ask(Questions.text("and again"), heard);

      assertThat(heard.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(server.guests()).isEqualTo(2);

      Heard last = new Heard();
      model.ask(Questions.text("and again"), last);

      assertThat(last.failure().kind()).isEqualTo(Kind.DISCONNECTED);
      assertThat(server.guests()).isEqualTo(3);
    }
  }
}
