package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.UnknownReading;
import dev.ration.interpreter.values.HostConversion;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.scope.Watch;
import dev.ration.runtime.spi.Reading;

/** The reading of a sensor; unknown when there is none, or none that is fresh enough (P3). */
public final class SensorNode extends ExpressionNode {
  private final String sensor;
  private final HostConversion conversion;

  public SensorNode(String sensor, HostConversion conversion) {
    this.sensor = sensor;
    this.conversion = conversion;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return read(Line.of(frame));
  }

  @TruffleBoundary
  private Object read(Line line) {
    Watch watch = line.watch();
    Reading reading = null;
    if (watch != null) {
      reading = watch.read(sensor);
    } else if (line.strandOrNull() != null) {
      reading = Scopes.read(line.strand(), sensor);
    }
    if (reading == null) {
      throw new UnknownReading(sensor, this);
    }
    try {
      return conversion.toGuest(reading.value());
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }
}
