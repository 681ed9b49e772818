package dev.ration.cli;

/** Text inside HTML. */
final class HtmlText {
  private HtmlText() {}

  /** Escapes a text for content and for attributes; what HTML cannot carry becomes U+FFFD. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
              }
            });
    return out.toString();
  }

  /** The same, with what stands in backticks as code. */
  static String code(String text) {
    StringBuilder out = new StringBuilder();
    boolean isCode = false;
    for (String part : text.split("`", -1)) {
      out.append(isCode && !part.isEmpty() ? "<code>" + of(part) + "</code>" : of(part));
      isCode = !isCode;
    }
    return out.toString();
  }

  private static boolean isAllowed(int point) {
    boolean isControl = point < 0x20 && point != '\n' && point != '\t';
    boolean isNone = (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
    return !isControl
        && !isNone
        && !(point >= 0x7F && point <= 0x9F)
        && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
