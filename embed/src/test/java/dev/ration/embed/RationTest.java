package dev.ration.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.interpreter.Finished;
import dev.ration.runtime.scope.Receipt;
import dev.ration.runtime.spi.RobotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Policies in a Java program, with a robot of Java code. */
@Timeout(120)
class RationTest {
  private static final String POLICY =
      """
      module work

      use cell

      /// Works as long as it may.
      policy work(item: Text) -> Text
          within 5 s   energy 50 J   holds hand
      {
          return close_hand(item, 8 N).item
      }
      """;

  @TempDir private Path folder;

  private final CountDownLatch started = new CountDownLatch(1);

  @BeforeEach
  void writeCell() throws Exception {
    Path example = Path.of(System.getProperty("ration.root"), "embed/example/policies");
    Files.createDirectory(folder.resolve("sites"));
    for (String name : new String[] {"ration.toml", "cell.ration", "sites/cell.ration"}) {
      Files.copy(example.resolve(name), folder.resolve(name));
    }
    Files.writeString(folder.resolve("work.ration"), POLICY);
  }

  private Ration open(ActionBody close) throws Exception {
    return Ration.policies(folder.resolve("work.ration"))
        .robot(
            HostRobot.named("gripper")
                .action("cell.close_hand", close)
                .action("cell.open_hand", _ -> null)
                .resource("hand", Duration.ofMillis(80), () -> {})
                .build())
        .open();
  }

  private Finished run(ActionBody close) throws Exception {
    try (Ration ration = open(close)) {
      return ration.policy("work").text("item", "a \"cup\" {x}\n").run();
    }
  }

  @Test
  void theCodeGetsTheArgumentsAndGivesTheResult() throws Exception {
    Finished ended =
        run(call -> Map.of("item", call.text("item"), "force", call.number("max_force")));

    assertThat(ended.isOk()).as(ended.reason()).isTrue();
    assertThat(ended.value().orElseThrow().text()).isEqualTo("\"a \\\"cup\\\" \\{x\\}\\n\"");
  }

  @Test
  void aResultOfAnotherTypeIsTold() throws Exception {
    Finished ended = run(_ -> "just a text");

    assertThat(ended.reason()).contains("RTN0609").contains("Held").contains("a text");
  }

  @Test
  void codeThatThrowsIsTold() throws Exception {
    Finished ended =
        run(
            _ -> {
              throw new IllegalStateException("no motor");
            });

    assertThat(ended.reason()).contains("RTN0615").contains("no motor");
  }

  @Test
  void theOperatorStopsIt() throws Exception {
    try (Ration ration = open(this::forever)) {
      Running running = ration.policy("work").text("item", "cup").start();
      started.await();

      running.stop();

      assertThat(running.await().reason()).isEqualTo("cancelled(operator)");
    }
  }

  private Object forever(ActionCall call) throws InterruptedException {
    call.begun();
    started.countDown();
    new CountDownLatch(1).await();
    return call;
  }

  @Test
  void whatCannotBeMadeSafeIsOutOfUseInLaterRunsToo() throws Exception {
    HostRobot jammed =
        HostRobot.named("gripper")
            .action("cell.close_hand", this::forever)
            .resource(
                "hand",
                Duration.ofMillis(80),
                () -> {
                  throw new IllegalStateException("jammed");
                })
            .build();
    try (Ration ration = Ration.policies(folder.resolve("work.ration")).robot(jammed).open()) {
      Finished first = ration.policy("work").text("item", "cup").run();
      assertThat(faults(first)).contains("RTN0618", "RTN0619");

      Finished second = ration.policy("work").text("item", "cup").run();
      assertThat(second.isOk()).isFalse();
      assertThat(second.reason()).contains("hand");
    }
  }

  private static List<String> faults(Finished ended) {
    List<String> codes = new ArrayList<>();
    collect(ended.receipt().orElseThrow(), codes);
    return codes;
  }

  private static void collect(Receipt receipt, List<String> codes) {
    receipt.faults().forEach(fault -> codes.add(fault.code()));
    receipt.children().forEach(child -> collect(child, codes));
  }

  @Test
  void whatIsClosedSaysSo() throws Exception {
    Ration ration = open(_ -> null);
    PolicyRun run = ration.policy("work").text("item", "cup");
    ration.close();

    assertThatThrownBy(run::run).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> ration.policy("work")).hasMessageContaining("closed");
  }

  @Test
  void aSecondRunFindsTheSameRobot() throws Exception {
    try (Ration ration = open(_ -> Map.of("item", "cup", "force", 1))) {
      for (int i = 0; i < 3; i++) {
        assertThat(ration.policy("work").text("item", "cup").run().isOk()).isTrue();
      }
    }
  }

  @Test
  void mistakesAreToldAsOnTheCommandLine() throws Exception {
    Files.writeString(folder.resolve("wrong.ration"), POLICY.replace("hand(item", "hnd(item"));

    assertThatThrownBy(() -> Ration.policies(folder.resolve("wrong.ration")).open())
        .isInstanceOf(PolicyRefused.class)
        .hasMessageContaining("RTN0101")
        .hasMessageContaining("close_hand");
    try (Ration ration = open(_ -> null)) {
      assertThat(ration.names()).containsExactly("work");
      assertThatThrownBy(() -> ration.policy("play")).hasMessageContaining("it has `work`");
      assertThatThrownBy(() -> ration.policy("work").run())
          .isInstanceOf(PolicyRefused.class)
          .hasMessageContaining("item");
      assertThatThrownBy(() -> ration.policy("work").argument("item", "3 kg").run())
          .isInstanceOf(PolicyRefused.class)
          .hasMessageContaining("Text");
    }
  }

  @Test
  void aRobotThatIsMissingOrSlowerThanItsProfileIsRefused() throws Exception {
    try (Ration ration = Ration.policies(folder.resolve("work.ration")).open()) {
      assertThatThrownBy(() -> ration.policy("work").text("item", "cup").run())
          .isInstanceOf(RobotException.class)
          .hasMessageContaining(".robot(");
    }
    HostRobot slow =
        HostRobot.named("gripper")
            .action("cell.close_hand", _ -> null)
            .resource("hand", Duration.ofSeconds(2), () -> {})
            .build();
    try (Ration ration = Ration.policies(folder.resolve("work.ration")).robot(slow).open()) {
      assertThatThrownBy(() -> ration.policy("work").text("item", "cup").run())
          .isInstanceOf(RobotException.class)
          .hasMessageContaining("2000 ms");
    }
  }
}
