package cell;

import dev.ration.embed.ActionCall;
import dev.ration.embed.ActionFailed;
import dev.ration.embed.HostRobot;
import java.time.Duration;
import java.util.Map;

/**
 * The motor of a gripper, and the host actions it does. Where yours differs, this is what to
 * change.
 */
public final class Gripper {
  private static final double SLIPPERY_NEWTONS = 6;

  private volatile boolean isOpen = true;
  private volatile int taken;

  /** A robot for sites that say {@code driver: "gripper"}. */
  public HostRobot robot() {
    return HostRobot.named("gripper")
        .action("cell.close_hand", this::close)
        .action(
            "cell.open_hand",
            _ -> {
              open();
              return null;
            })
        .resource("hand", Duration.ofMillis(100), this::open)
        .build();
  }

  private Object close(ActionCall call) throws ActionFailed, InterruptedException {
    String item = call.text("item");
    double force = Math.min(call.number("max_force"), 10);
    call.begun();
    isOpen = false;
    // The motor turns. A stop of the policy, or a lease that ran out, interrupts this thread.
    Thread.sleep(30);
    if (item.equals("egg") && force > SLIPPERY_NEWTONS) {
      throw new ActionFailed("slipped", item + " slipped at " + force + " N");
    }
    taken = taken + 1;
    return Map.of("item", item, "force", force);
  }

  private void open() {
    isOpen = true;
  }

  /** Whether the hand is open. */
  public boolean isOpen() {
    return isOpen;
  }

  /** How many parts it has taken. */
  public int taken() {
    return taken;
  }
}
