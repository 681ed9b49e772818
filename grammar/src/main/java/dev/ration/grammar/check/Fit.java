package dev.ration.grammar.check;

import dev.ration.grammar.check.Type.Maybe;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which types stand in for which, and what two of them have in common. */
final class Fit {
  private Fit() {}

  /** Whether a value of {@code given} may stand where {@code wanted} is wanted. */
  static boolean fits(Type given, Type wanted) {
    return within(given, wanted) || needsWidening(given, wanted);
  }

  /** Whether it may, but only once it is converted to a plain number. */
  static boolean needsWidening(Type given, Type wanted) {
    return given.equals(Type.INT) && bare(wanted).equals(Type.NUMBER);
  }

  /** The type without its {@code ?}. */
  static Type bare(Type type) {
    return type instanceof Maybe(Type element) ? element : type;
  }

  /** The type with {@code ?}, once. */
  static Type maybe(Type type) {
    return switch (type) {
      case Maybe _, Type.Broken _, Type.Nothing _ -> type;
      default -> new Maybe(type);
    };
  }

  private static boolean within(Type given, Type wanted) {
    if (given.equals(wanted)
        || given instanceof Type.Broken
        || wanted instanceof Type.Broken
        || given instanceof Type.Never) {
      return true;
    }
    return switch (wanted) {
      case Maybe(Type element) ->
          given instanceof Type.None
              || within(given instanceof Maybe(Type some) ? some : given, element);
      case Type.ListOf(Type element) ->
          given instanceof Type.ListOf(Type some) && within(some, element);
      case Type.MapOf(Type key, Type value) ->
          given instanceof Type.MapOf(Type someKey, Type someValue)
              && within(someKey, key)
              && within(someValue, value);
      case Type.RangeOf(Type element) ->
          given instanceof Type.RangeOf(Type some) && within(some, element);
      case Type.Guess(Type element) ->
          given instanceof Type.Guess(Type some) && within(some, element);
      case Type.SensorOf(Type reading) ->
          given instanceof Type.SensorOf(Type some) && within(some, reading);
      case Type.TopicOf(Type message) ->
          given instanceof Type.TopicOf(Type some)
              && (message instanceof Type.Nothing || within(some, message));
      default -> false;
    };
  }

  /** The narrowest type both fit; empty when there is none. */
  static Optional<Type> join(Type left, Type right) {
    if (fits(left, right)) {
      return Optional.of(left instanceof Type.Broken ? left : right);
    }
    if (fits(right, left)) {
      return Optional.of(left);
    }
    if (left instanceof Type.None) {
      return Optional.of(maybe(right));
    }
    if (right instanceof Type.None) {
      return Optional.of(maybe(left));
    }
    if (left instanceof Maybe || right instanceof Maybe) {
      return join(bare(left), bare(right)).map(Fit::maybe);
    }
    return Optional.empty();
  }

  /** Whether a type still has a hole that only more context can fill. */
  static boolean isOpen(Type type) {
    return switch (type) {
      case Type.None _ -> true;
      case Type.ListOf(Type element) -> element instanceof Type.Never || isOpen(element);
      case Type.MapOf(Type key, Type value) ->
          key instanceof Type.Never || isOpen(key) || isOpen(value);
      case Maybe(Type element) -> isOpen(element);
      default -> false;
    };
  }

  /** Whether the type has no value a policy could keep. */
  static boolean isValueless(@Nullable Type type) {
    return type instanceof Type.Nothing;
  }

  /** Whether values of the type measure something, plain numbers and whole numbers included. */
  static boolean isNumeric(Type type) {
    return type instanceof Type.Int || type instanceof Type.Measure;
  }
}
