package dev.ration.policies;

import dev.ration.runtime.sim.FaultScript;
import dev.ration.runtime.spi.CommandRequest;
import dev.ration.runtime.spi.Robot;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong with the mast, drawn by lot for each command. A safe stop works: it is the path
 * of the driver that depends on nothing else.
 */
final class CameraFaults implements FaultScript {
  private final Random lots;
  private final int percent;

  CameraFaults(long seed) {
    lots = new Random(seed);
    // From a mast that nearly always works to one that hardly ever does.
    percent = 5 + lots.nextInt(60);
  }

  @Override
  public Fault of(CommandRequest request, int number) {
    if (request.action().equals(Robot.SAFE_STOP) || lots.nextInt(100) >= percent) {
      return Fault.NONE;
    }
    List<String> codes = request.contract().fails();
    return switch (lots.nextInt(6)) {
      case 0 -> new Fault.Fails(codes.get(lots.nextInt(codes.size())));
      case 1 -> new Fault.Fails("melted");
      case 2 -> new Fault.Hangs();
      case 3 -> new Fault.Deaf();
      case 4 -> new Fault.Slow(1 + 6 * lots.nextDouble());
      default -> new Fault.Slow(lots.nextDouble());
    };
  }
}
