package cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ration.embed.Ration;
import dev.ration.interpreter.Finished;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GripperTest {
  private static final Path POLICY = Path.of("policies/place.ration");

  private final Gripper gripper = new Gripper();

  private Finished place(String item) throws Exception {
    try (Ration ration = Ration.policies(POLICY).robot(gripper.robot()).open()) {
      return ration.policy("place").text("item", item).run();
    }
  }

  @Test
  void takesAPart() throws Exception {
    Finished ended = place("screw");

    assertTrue(ended.isOk(), ended::reason);
    assertEquals("\"screw held with 8 N\"", ended.value().orElseThrow().text());
    assertEquals(1, gripper.taken());
    assertTrue(gripper.isOpen());
  }

  @Test
  void takesWhatSlippedMoreGently() throws Exception {
    Finished ended = place("egg");

    assertTrue(ended.isOk(), ended::reason);
    assertEquals("\"egg held with 4 N\"", ended.value().orElseThrow().text());
  }

  @Test
  void rehearsesWithoutTheRobot() throws Exception {
    try (Ration ration = Ration.policies(POLICY).robot(gripper.robot()).open()) {
      Finished ended =
          ration
              .policy("place")
              .text("item", "screw")
              .simulated(
                  7,
                  robot ->
                      robot.give("cell.close_hand", call -> Map.of("item", "screw", "force", 7.5)))
              .run();

      assertTrue(ended.isOk(), ended::reason);
      assertEquals("\"screw held with 7.5 N\"", ended.value().orElseThrow().text());
      assertEquals(0, gripper.taken());
    }
  }
}
