package dev.ration.grammar.diag;

/**
 * A line as a terminal shows it: tabs as spaces, control characters replaced, a long one cut.
 *
 * @param text what is shown
 * @param from the first cell of what is meant, from 0
 * @param to the cell after its last
 */
record SourceLine(String text, int from, int to) {
  private static final int TAB = 4;
  private static final int WIDEST = 120;
  private static final int BEFORE = 40;

  /** Shows {@code line}, of which the UTF-16 units {@code start} to {@code end} are meant. */
  static SourceLine of(String line, int start, int end) {
    int first = Math.clamp(start, 0, line.length());
    int last = Math.clamp(end, first, line.length());
    StringBuilder out = new StringBuilder();
    int cells = 0;
    int from = -1;
    int to = -1;
    for (int i = 0; i < line.length(); ) {
      if (i >= first && from < 0) {
        from = cells;
      }
      if (i >= last && to < 0) {
        to = cells;
      }
      int point = line.codePointAt(i);
      if (point == '\t') {
        int spaces = TAB - cells % TAB;
        out.append(" ".repeat(spaces));
        cells += spaces;
      } else {
        out.appendCodePoint(isHidden(point) ? '�' : point);
        cells += width(point);
      }
      i += Character.charCount(point);
    }
    from = from < 0 ? cells : from;
    to = to < 0 ? cells : to;
    return cells <= WIDEST ? new SourceLine(out.toString(), from, to) : cut(out, from, to);
  }

  /** Keeps what is around the first cell that is meant. */
  private static SourceLine cut(StringBuilder line, int from, int to) {
    int left = Math.max(0, from - BEFORE);
    StringBuilder out = new StringBuilder(left > 0 ? "…" : "");
    int shift = left > 0 ? left - 1 : 0;
    int cells = 0;
    int right = left + WIDEST;
    boolean isCut = false;
    for (int i = 0; i < line.length(); ) {
      int point = line.codePointAt(i);
      if (cells >= left && cells < right) {
        out.appendCodePoint(point);
      }
      isCut |= cells >= right;
      cells += width(point);
      i += Character.charCount(point);
    }
    return new SourceLine(
        out.append(isCut ? "…" : "").toString(), from - shift, Math.min(to, right) - shift);
  }

  private static boolean isHidden(int point) {
    return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
  }

  /** The cells that a terminal gives a character. */
  static int width(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean isWide =
        (point >= 0x1100 && point <= 0x115F)
            || (point >= 0x2E80 && point <= 0xA4CF)
            || (point >= 0xAC00 && point <= 0xD7A3)
            || (point >= 0xF900 && point <= 0xFAFF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF00 && point <= 0xFF60)
            || (point >= 0xFFE0 && point <= 0xFFE6)
            || (point >= 0x1F300 && point <= 0x1F64F)
            || (point >= 0x1F680 && point <= 0x1F6FF)
            || (point >= 0x1F900 && point <= 0x1F9FF)
            || (point >= 0x20000 && point <= 0x3FFFD);
    return isWide ? 2 : 1;
  }
}
