package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Type;
import dev.ration.interpreter.nodes.Slot;
import dev.ration.plan.Dimension;

/** How values of each type are kept at run time. */
final class Kinds {
  private Kinds() {}

  static Slot.Kind of(Type type) {
    return switch (type) {
      case Type.Bool _ -> Slot.Kind.BOOLEAN;
      case Type.Int _ -> Slot.Kind.LONG;
      case Type.Measure(Dimension dimension) ->
          dimension.grain().isExact() ? Slot.Kind.LONG : Slot.Kind.DOUBLE;
      default -> Slot.Kind.OBJECT;
    };
  }

  /** Powers of ten that make one coherent unit: 0 for whole numbers and what is not exact. */
  static int decimals(Type type) {
    return type instanceof Type.Measure(Dimension dimension) && dimension.grain().isExact()
        ? dimension.grain().decimals()
        : 0;
  }

  static boolean isLong(Type type) {
    return of(type) == Slot.Kind.LONG;
  }
}
