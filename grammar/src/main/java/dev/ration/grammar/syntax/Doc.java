package dev.ration.grammar.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A text whose line breaks are not decided yet.
 *
 * <p>Immutable. {@link DocWriter} decides each group by itself: on one line if it fits, else broken
 * at all of its own lines.
 */
sealed interface Doc {
  /** Nothing. */
  Doc EMPTY = new Text("");

  /** A line end, always. */
  Doc HARD = new Hard(false);

  /** A line end and an empty line. */
  Doc BLANK = new Hard(true);

  /** Characters of one line. */
  record Text(String text) implements Doc {}

  /** Characters that end their line and may stick out of it: a comment. */
  record Suffix(String text) implements Doc {}

  /** A line end if the group is broken, else {@code flat}. */
  record Line(String flat) implements Doc {}

  /** Characters of one line if the group is broken, else nothing. */
  record Filler(String text) implements Doc {}

  /** A line end whatever the group; its group is broken. */
  record Hard(boolean isBlank) implements Doc {}

  /** Something that is broken as a whole or not at all. */
  record Group(Doc inner, boolean isBroken) implements Doc {}

  /** Lines inside are indented by one step. */
  record Nest(Doc inner) implements Doc {}

  /** One after the other. */
  record Concat(List<Doc> parts) implements Doc {
    public Concat {
      parts = List.copyOf(parts);
    }
  }

  /** Characters of one line. */
  static Doc text(String text) {
    return new Text(text);
  }

  /** A space, or a line end. */
  static Doc line() {
    return new Line(" ");
  }

  /** Nothing, or a line end. */
  static Doc softLine() {
    return new Line("");
  }

  /** A group; one that holds a line end is broken from the start. */
  static Doc group(Doc... parts) {
    Doc inner = concat(parts);
    return new Group(inner, breaks(inner));
  }

  /** Indents the lines inside. */
  static Doc nest(Doc... parts) {
    return new Nest(concat(parts));
  }

  /** One after the other. */
  static Doc concat(Doc... parts) {
    return parts.length == 1 ? parts[0] : new Concat(List.of(parts));
  }

  /** One after the other. */
  static Doc concat(List<Doc> parts) {
    return new Concat(parts);
  }

  /** One after the other, with {@code between} between two. */
  static Doc join(Doc between, List<Doc> parts) {
    List<Doc> all = new ArrayList<>();
    for (Doc part : parts) {
      if (!all.isEmpty()) {
        all.add(between);
      }
      all.add(part);
    }
    return new Concat(all);
  }

  /** Tells whether there is a line end inside that cannot be avoided. */
  private static boolean breaks(Doc doc) {
    return switch (doc) {
      case Text _, Line _, Filler _ -> false;
      case Suffix _, Hard _ -> true;
      case Group group -> group.isBroken();
      case Nest nest -> breaks(nest.inner());
      case Concat concat -> concat.parts().stream().anyMatch(Doc::breaks);
    };
  }
}
