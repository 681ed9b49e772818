package dev.ration.policies;

import dev.ration.runtime.sim.RobotEvent;
import dev.ration.runtime.sim.RobotEvent.Phase;
import dev.ration.runtime.spi.Robot;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody beside the mast who sees what it does and knows nothing of the policy. What may be on
 * counts as on: a camera whose switching was cut short, or failed, has to be switched off.
 */
final class CameraWitness {
  /** What must never be seen, in words. */
  final List<String> wrongs = new ArrayList<>();

  final List<String> log = new ArrayList<>();
  int pictures;

  private boolean isPerhapsOn;
  private boolean isReady;
  private boolean isPointed;
  private boolean isExposing;

  /** Sees one event of the robot. */
  void see(RobotEvent event) {
    log.add(event.atNanos() / 1_000_000 + " ms " + event.phase() + " " + event.text());
    boolean isBegun = event.phase() == Phase.BEGUN;
    boolean isDone = event.phase() == Phase.DONE;
    switch (event.action()) {
      case "photo.slew" -> slew(isBegun, isDone);
      case "photo.power_on" -> powerOn(isBegun, isDone);
      case "photo.take_image" -> takeImage(isBegun, isDone);
      case "photo.power_off" -> powerOff(isDone);
      case Robot.SAFE_STOP -> safeStop(event.text(), isDone);
      default -> wrongs.add("does something of its own: " + event.text());
    }
  }

  /** Looks at it when all is over. */
  void leave() {
    if (isPerhapsOn) {
      wrongs.add("the camera is left on");
    }
  }

  private void slew(boolean isBegun, boolean isDone) {
    if (isBegun && isExposing) {
      wrongs.add("the mast turns while a picture is taken");
    }
    isPointed = isDone;
  }

  private void powerOn(boolean isBegun, boolean isDone) {
    if (isBegun || isDone) {
      isPerhapsOn = true;
    }
    isReady = isDone;
  }

  private void takeImage(boolean isBegun, boolean isDone) {
    if (isBegun && !isReady) {
      wrongs.add("a picture is taken with a camera that is not on");
    }
    if (isBegun && !isPointed) {
      wrongs.add("a picture is taken of something else");
    }
    isExposing = isBegun;
    pictures += isDone ? 1 : 0;
  }

  private void powerOff(boolean isDone) {
    if (isExposing) {
      wrongs.add("the camera is switched off while a picture is taken");
    }
    isReady = false;
    if (isDone) {
      isPerhapsOn = false;
    }
  }

  private void safeStop(String text, boolean isDone) {
    if (isDone && text.contains("camera")) {
      isPerhapsOn = false;
      isReady = false;
      isExposing = false;
    } else if (isDone) {
      isPointed = false;
    }
  }
}
