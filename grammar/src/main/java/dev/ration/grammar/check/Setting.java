package dev.ration.grammar.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of code belongs to.
 *
 * @param result the declared result; null when it follows from the body
 * @param returned the types that {@code return} gave so far
 * @param pureIn what must only compute, as in "a function"; null where activities may be called
 */
record Setting(
    ModuleScope module,
    Kind kind,
    @Nullable Type result,
    List<Type> returned,
    @Nullable String pureIn) {
  /** What kind of code it is. */
  enum Kind {
    FUNCTION,
    ACTIVITY,
    THINK,
    TEST,
    VALUE,
    ARGUMENT
  }

  static Setting of(ModuleScope module, Kind kind, @Nullable Type result) {
    String pure =
        switch (kind) {
          case FUNCTION -> "a function";
          case THINK -> "a question";
          case VALUE -> "a fixed value";
          case ARGUMENT -> "an argument";
          case ACTIVITY, TEST -> null;
        };
    return new Setting(module, kind, result, new ArrayList<>(), pure);
  }

  Setting pure(String where) {
    return new Setting(module, kind, result, returned, where);
  }

  /** Whether the site's names can be used. */
  boolean seesSite() {
    return kind == Kind.TEST || kind == Kind.ARGUMENT;
  }
}
