package dev.ration.interpreter.values;

/**
 * One case of an enum. Immutable; equal by the names of type and case, so that values of one
 * checked program can be passed to another.
 *
 * @param type the enum's full name, as in {@code reception.Errand}
 * @param name the case's
 */
public record EnumValue(String type, String name) {
  @Override
  public String toString() {
    return name;
  }
}
