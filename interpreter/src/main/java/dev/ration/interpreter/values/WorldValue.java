package dev.ration.interpreter.values;

/** A resource, sensor, topic or place of the robot itself, by its dotted name. */
public record WorldValue(String name) {
  @Override
  public String toString() {
    return name;
  }
}
