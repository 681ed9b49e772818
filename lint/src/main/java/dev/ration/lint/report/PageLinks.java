package dev.ration.lint.report;

import dev.ration.plan.Code;
import java.net.URI;
import java.util.Optional;

/**
 * Where the pages of codes can be read by whoever gets a report, as settings say; without, reports
 * have no links.
 *
 * @param pattern an address with {@code {code}} in it
 */
public record PageLinks(Optional<String> pattern) {
  /** No pages anywhere. */
  public static final PageLinks NONE = new PageLinks(Optional.empty());

  private static final String CODE = "{code}";

  /** Whether a text is an address with a place for the code. */
  public static boolean isPattern(String text) {
    try {
      URI address = URI.create(text.replace(CODE, "RTN0101"));
      boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return isWeb && address.getHost() != null && text.indexOf(CODE) > text.indexOf("//") + 2;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** The page of a code. */
  public Optional<String> of(Code code) {
    return pattern.map(text -> text.replace(CODE, code.id()));
  }

  /** The folder of the pages. */
  public Optional<String> folder() {
    return pattern
        .map(text -> text.substring(0, text.indexOf(CODE)))
        .map(text -> text.substring(0, text.lastIndexOf('/') + 1));
  }
}
