package dev.ration.plan.profile;

import dev.ration.plan.Grade;
import java.util.function.Function;

/**
 * A number with how far it can be trusted and where it comes from.
 *
 * @param grade how far to trust it; {@link Grade#STATED} when the file does not say
 * @param source the document, as the file names it; empty when it does not
 * @param origin the line that says so, as {@code std/boards.ration:12:13}; {@code default} where no
 *     line does
 */
public record Figure<T>(T value, Grade grade, String source, String origin) {
  /** A value that no line of a profile gives. */
  public static <T> Figure<T> byDefault(T value) {
    return new Figure<>(value, Grade.STATED, "", "default");
  }

  /** The same with another value, computed from this one. */
  public <R> Figure<R> map(Function<? super T, ? extends R> change) {
    return new Figure<>(change.apply(value), grade, source, origin);
  }
}
