package dev.ration.interpreter;

import dev.ration.grammar.check.Type;
import dev.ration.interpreter.values.Json;
import dev.ration.interpreter.values.Rendering;

/**
 * A value of a policy: its result, or an argument for the next run. Immutable; may be passed to
 * other programs of the same interpreter.
 */
public final class GuestValue {
  private final Object value;
  private final Type type;
  private final boolean isPrivate;

  GuestValue(Object value, Type type, boolean isPrivate) {
    this.value = value;
    this.type = type;
    this.isPrivate = isPrivate;
  }

  Object raw() {
    return value;
  }

  /** As a policy would write it, private or not. */
  String source() {
    return Rendering.source(value, type);
  }

  /** The type, as the program that made it knows it. */
  public Type type() {
    return type;
  }

  /** Whether it may not leave the robot (M7); then it is shown sealed. */
  public boolean isPrivate() {
    return isPrivate;
  }

  /** As a policy would write it; {@code private} when it is. */
  public String text() {
    return isPrivate ? "private" : Rendering.source(value, type);
  }

  /**
   * As a JSON value: records as objects, lists as arrays, quantities as texts with their unit, none
   * as null; the text {@code private} when it is.
   */
  public String json() {
    return isPrivate ? "\"private\"" : Json.of(value, type);
  }

  @Override
  public String toString() {
    return text();
  }
}
