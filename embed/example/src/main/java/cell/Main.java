package cell;

import dev.ration.embed.PolicyRefused;
import dev.ration.embed.Ration;
import dev.ration.interpreter.Finished;
import java.nio.file.Path;

/** Runs the policy once: {@code Main POLICY ITEM}. */
public final class Main {
  private Main() {}

  /** Ends with 0 if the policy ended well, 1 if not, 2 if it was refused. */
  public static void main(String[] arguments) throws Exception {
    Gripper gripper = new Gripper();
    try (Ration ration = Ration.policies(Path.of(arguments[0])).robot(gripper.robot()).open()) {
      Finished ended = ration.policy("place").text("item", arguments[1]).run();
      ended.value().ifPresent(value -> System.out.println(value.text()));
      if (!ended.isOk()) {
        System.err.println(ended.reason());
        System.exit(1);
      }
    } catch (PolicyRefused refused) {
      System.err.println(refused.getMessage());
      System.exit(2);
    }
  }
}
