package dev.ration.lint.report;

import dev.ration.plan.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page of a code, as docs/codes has it: the one source of what a finding means. */
public record CodePage(Code code, String text) {
  /** Reads the page; one that is missing has only its title. */
  public static CodePage of(Code code) {
    try (InputStream page =
        CodePage.class.getResourceAsStream("/dev/ration/lint/codes/" + code.id() + ".md")) {
      String text =
          page == null
              ? "# " + code.id() + ": " + code.title()
              : new String(page.readAllBytes(), StandardCharsets.UTF_8).strip();
      return new CodePage(code, text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Why it matters: the text between title and example, in one line. */
  public String why() {
    return String.join(
        " ",
        text.lines()
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> !line.startsWith("*Rule: "))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList());
  }

  /** What to do: the text after that heading up to its first block, in one line. */
  public String remedy() {
    return String.join(
        " ",
        text.lines()
            .dropWhile(line -> !line.equals("## What to do"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("```") && !line.startsWith("## "))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList());
  }

  /** The blocks of a language, in the order of the page: {@code ration}, {@code ration-wrong}. */
  public List<String> blocks(String language) {
    List<String> found = new java.util.ArrayList<>();
    StringBuilder open = null;
    for (String line : text.lines().toList()) {
      if (open != null && line.equals("```")) {
        found.add(open.toString());
        open = null;
      } else if (open != null) {
        open.append(line).append('\n');
      } else if (line.equals("```" + language) || line.startsWith("```" + language + " ")) {
        open = new StringBuilder();
      }
    }
    return found;
  }
}
