package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a finding's line is known by when it moves: a hash of its text without blanks. */
public final class LineHash {
  /** Enough to tell the lines of a file apart, and short enough to read a diff. */
  private static final int LENGTH = 12;

  private LineHash() {}

  /** Twelve hexadecimal digits. */
  public static String of(Diagnostic finding) {
    Source source = finding.at().source();
    int start = Math.min(finding.at().start(), source.text().length());
    return of(source.lineText(source.line(start)));
  }

  static String of(String line) {
    try {
      byte[] bytes = line.replaceAll("\\s+", "").getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
