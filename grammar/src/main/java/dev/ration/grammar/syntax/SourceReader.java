package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a file as text, and says what keeps it from being one. */
public final class SourceReader {
  /** No UTF-8 text that is small enough has more bytes. */
  private static final int MOST_BYTES = 4 * Parser.LARGEST_TEXT;

  private SourceReader() {}

  /**
   * A file's text.
   *
   * @param source the text; empty if {@code findings} is not
   * @param findings why it could not be read, with a code each
   */
  public record Read(Source source, List<Diagnostic> findings) {
    public Read {
      findings = List.copyOf(findings);
    }

    /** Tells whether the text is there. */
    public boolean isText() {
      return findings.isEmpty();
    }
  }

  /** Reads a file; never throws for what lies there. */
  public static Read read(Path path) {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      return failed(name, Code.UNREADABLE, "This is a folder, not a file.", "name a file in it");
    }
    if (!Files.exists(path)) {
      return failed(name, Code.UNREADABLE, "There is no such file.", "check the path");
    }
    if (!Files.isRegularFile(path) && !isSystems(path)) {
      return failed(
          name, Code.UNREADABLE, "This is a pipe or a device, not a file.", "name a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(name, in);
    } catch (IOException unreadable) {
      return failed(name, Code.UNREADABLE, "This file cannot be read.", "check its permissions");
    }
  }

  /**
   * The text of a stream, which is not closed.
   *
   * @throws IOException if the stream ends in a fault
   */
  public static Read read(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    return decode(name, bytes, bytes.length > MOST_BYTES);
  }

  /** A pipe among policies may wait for a writer for ever; those of a shell are its own. */
  private static boolean isSystems(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith("/dev") || absolute.startsWith("/proc");
  }

  /** What was read; where it was cut off, its last character may be half there. */
  private static Read decode(String name, byte[] bytes, boolean isCut) {
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, !isCut);
    String read = text.flip().toString();
    if (result.isError() || read.indexOf('\0') >= 0) {
      return failed(name, Code.NOT_TEXT, "This file is not UTF-8 text.", "save it as UTF-8");
    }
    String own = read.startsWith("\uFEFF") ? read.substring(1) : read;
    return isCut || own.length() > Parser.LARGEST_TEXT
        ? new Read(empty(name), List.of(Parser.tooLarge(empty(name))))
        : new Read(new Source(name, own), List.of());
  }

  private static Read failed(String name, Code code, String message, String hint) {
    Source source = empty(name);
    return new Read(
        source, List.of(Diagnostic.of(code, new Span(source, 0, 0), message).hint(hint)));
  }

  private static Source empty(String name) {
    return new Source(name, "");
  }
}
