package dev.ration.grammar.check;

import dev.ration.plan.Dimension;

/**
 * The type of an expression. Immutable; records and enums are compared by their declaration.
 *
 * <p>Privacy (rule M7) is not part of a type: {@link Facts} keeps it beside.
 */
public sealed interface Type {
  /** True or false, or unknown when a sensor is stale. */
  record Bool() implements Type {}

  /** A whole number of 64 bits. */
  record Int() implements Type {}

  /** An amount; a plain number or a ratio when the dimension is {@link Dimension#NONE}. */
  record Measure(Dimension dimension) implements Type {}

  /** A text. */
  record Text() implements Type {}

  /** One of the cases of an enum. */
  record EnumOf(Symbol.EnumSymbol symbol) implements Type {}

  /** A record. */
  record RecordOf(Symbol.RecordSymbol symbol) implements Type {}

  /** A value that only the host can make. */
  record Host(Symbol.HostTypeSymbol symbol) implements Type {}

  /** A list. */
  record ListOf(Type element) implements Type {}

  /** A map. */
  record MapOf(Type key, Type value) implements Type {}

  /** A value that may be {@code none}. */
  record Maybe(Type element) implements Type {}

  /** A model's answer (rule M5). */
  record Guess(Type element) implements Type {}

  /** Two or three points, as in {@code 200 ms .. 1 s}. */
  record RangeOf(Type element) implements Type {}

  /** The results of named branches. */
  record Branches(Symbol.BranchesSymbol symbol) implements Type {}

  /** A resource of the robot by its name, as an argument: {@code retract(arm.right)}. */
  record Resource() implements Type {}

  /** A sensor itself, not its reading: {@code capture(camera.head)}. */
  record SensorOf(Type reading) implements Type {}

  /** A topic itself, as in {@code silent(lidar, 2 s)}; without messages when it is nothing. */
  record TopicOf(Type message) implements Type {}

  /**
   * What siblings can read of a named branch while it runs (P1, R5): {@code water.ok}, {@code
   * water.value}, {@code water.begun}.
   */
  record Outcome(Type value) implements Type {}

  /** No value. */
  record Nothing() implements Type {}

  /** The type of {@code none} before it meets another. */
  record None() implements Type {}

  /** The type of an expression that never ends normally, as {@code fail}. */
  record Never() implements Type {}

  /** A finding was already made; fits everything. */
  record Broken() implements Type {}

  Type BOOL = new Bool();
  Type INT = new Int();
  Type NUMBER = new Measure(Dimension.NONE);
  Type TIME = new Measure(Dimension.TIME);
  Type TEXT = new Text();
  Type RESOURCE = new Resource();
  Type NOTHING = new Nothing();
  Type NONE = new None();
  Type NEVER = new Never();
  Type BROKEN = new Broken();

  /** The way a policy writes it. */
  default String display() {
    return switch (this) {
      case Bool _ -> "Bool";
      case Int _ -> "Int";
      case Measure(Dimension dimension) -> dimension.display();
      case Text _ -> "Text";
      case EnumOf(var symbol) -> symbol.name();
      case RecordOf(var symbol) -> symbol.name();
      case Host(var symbol) -> symbol.name();
      case ListOf(Type element) -> "List<" + element.display() + ">";
      case MapOf(Type key, Type value) -> "Map<" + key.display() + ", " + value.display() + ">";
      case Maybe(Type element) -> element.display() + "?";
      case Guess(Type element) -> "Guess<" + element.display() + ">";
      case RangeOf(Type element) -> "a range of " + element.display();
      case Branches _ -> "the results of branches";
      case Resource _ -> "Resource";
      case SensorOf(Type reading) -> "Sensor<" + reading.display() + ">";
      case TopicOf(Nothing _) -> "Topic";
      case TopicOf(Type message) -> "Topic<" + message.display() + ">";
      case Outcome _ -> "the outcome of a branch";
      case Nothing _ -> "no value";
      case None _ -> "none";
      case Never _ -> "no value (it never ends normally)";
      case Broken _ -> "an unknown type";
    };
  }
}
