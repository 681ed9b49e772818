package dev.ration.grammar.check;

/** Which values may not leave the robot (rule M7). */
final class Privacy {
  private Privacy() {}

  /** Whether every value of a type is private. */
  static boolean isPrivate(Type type) {
    return switch (type) {
      case Type.RecordOf(var record) -> record.declaration().isPrivate();
      case Type.Host(var host) -> host.declaration().isPrivate();
      case Type.ListOf(Type element) -> isPrivate(element);
      case Type.Maybe(Type element) -> isPrivate(element);
      case Type.Guess(Type element) -> isPrivate(element);
      case Type.MapOf(Type key, Type value) -> isPrivate(key) || isPrivate(value);
      default -> false;
    };
  }
}
