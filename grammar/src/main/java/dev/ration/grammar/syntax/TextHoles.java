package dev.ration.grammar.syntax;

/** Where the holes of a text end. */
final class TextHoles {
  private TextHoles() {}

  /**
   * Finds the brace that closes the hole opened at {@code open}, before {@code end} and on the same
   * line; texts inside the hole are passed over, with their own holes. Returns -1 if there is none.
   */
  static int closing(String text, int open, int end) {
    int depth = 0;
    // Levels alternate between holes and texts; the lexer nests no deeper than six.
    boolean[] isHole = new boolean[16];
    isHole[0] = true;
    for (int i = open + 1; i < end; i++) {
      char character = text.charAt(i);
      if (character == '\n') {
        return -1;
      }
      if (isHole[depth]) {
        if (character == '}') {
          if (depth == 0) {
            return i;
          }
          depth--;
        } else if (character == '"' && depth + 1 < isHole.length) {
          isHole[++depth] = false;
        }
      } else if (character == '\\') {
        i++;
      } else if (character == '"') {
        depth--;
      } else if (character == '{' && depth + 1 < isHole.length) {
        isHole[++depth] = true;
      }
    }
    return -1;
  }
}
