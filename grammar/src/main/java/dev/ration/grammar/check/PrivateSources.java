package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import java.util.Set;
import java.util.TreeSet;

/** What of the robot gives private values, by the declarations of a program (rule M7). */
public final class PrivateSources {
  private PrivateSources() {}

  /** The full names of host actions, and the dotted ones of sensors and topics. */
  public static Set<String> of(CheckedProgram program) {
    Set<String> names = new TreeSet<>();
    for (CheckedModule module : program.modules()) {
      for (Symbol symbol : module.symbols().values()) {
        switch (symbol) {
          case Symbol.ActivitySymbol activity when isPrivate(activity) ->
              names.add(activity.toString());
          case Symbol.WorldSymbol world when holdsPrivate(world.type()) -> names.add(world.name());
          default -> {}
        }
      }
    }
    return names;
  }

  /** Whether a value of the type is private as a whole. */
  public static boolean isPrivate(Type type) {
    return Privacy.isPrivate(type);
  }

  private static boolean isPrivate(Symbol.ActivitySymbol activity) {
    return activity.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION
        && (Deeds.has(activity.declaration().clauses(), Clause.Private.class)
            || holdsPrivate(activity.result()));
  }

  /** Whether something in a value of the type is private. */
  public static boolean holdsPrivate(Type type) {
    return Privacy.isPrivate(type)
        || switch (type) {
          case Type.RecordOf(var record) ->
              record.fields().stream()
                  .anyMatch(field -> field.isPrivate() || holdsPrivate(field.type()));
          case Type.ListOf(Type element) -> holdsPrivate(element);
          case Type.Maybe(Type element) -> holdsPrivate(element);
          case Type.MapOf(Type key, Type value) -> holdsPrivate(key) || holdsPrivate(value);
          default -> false;
        };
  }
}
