package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.plan.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made to be slow or deep end in findings; what they cost is counted, not timed. */
class BombTest {
  @ParameterizedTest
  @CsvSource({
    "(, TOO_DEEP",
    "[, TOO_DEEP",
    "'f(', TOO_DEEP",
    "'not ', TOO_DEEP",
    "'-', TOO_DEEP",
    "'accept ', TOO_DEEP",
    "'a + ', TOO_DEEP",
    "'a ?? ', TOO_DEEP",
    "'List<', TOO_DEEP",
    "'step { ', TOO_DEEP",
    "'if a { } else ', TOO_DEEP",
    "'a() else ', TOO_DEEP",
    "'\"{', OPEN_TEXT",
    "'{', TOO_DEEP",
    "'when a { b -> ', TOO_DEEP",
    "'(let ', TOO_DEEP"
  })
  void whatIsRepeatedTenThousandTimesEndsInAFinding(String piece, Code code) {
    String line = piece.repeat(80) + "\n";
    String text = "fun f() {\n    let x = " + line.repeat(10_000 / 80) + "}\n";
    Source source = new Source("bomb", text);
    assertThat(codes(source)).contains(code);
    assertThat(Work.of(source).isBounded()).as(() -> Work.of(source).toString()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {".b", "()", "[b]", "+b", "*b", " or b"})
  void aLineThatJoinsTooManyPartsIsRefused(String piece) {
    String line = "fun f() { a" + piece.repeat(501) + " }\n";
    Source source = new Source("joined", line.replace(" or b", " or\nb"));
    assertThat(codes(source)).containsExactly(Code.TOO_DEEP);
    assertThat(Work.of(source).isBounded()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'\"{'", "(", "'/*'", "'`'", "'\\'", "'not '", "'1 '", "a"})
  void aLineThatIsTooLongIsNotRead(String piece) {
    Source source = new Source("long", piece.repeat(20_000));
    assertThat(codes(source)).containsExactly(Code.LINE_TOO_LONG);
    assertThat(Parser.parse(source).module().declarations()).isEmpty();
  }

  @Test
  void aTextThatIsTooLargeIsNotRead() {
    Source source = new Source("large", "fun f() { }\n".repeat(1_000_000));
    assertThat(codes(source)).containsExactly(Code.TEXT_TOO_LARGE);
  }

  @Test
  void aFileOfFiveThousandLinesIsReadInOneGo() {
    String text =
        IntStream.range(0, 1_250)
            .mapToObj("fun f%d(n: Int) -> Int {\n    let m = n + 1\n    m * 2\n}\n"::formatted)
            .collect(Collectors.joining());
    Source source = new Source("long", text);
    Parsed parsed = Parser.parse(source);
    assertThat(parsed.findings()).isEmpty();
    assertThat(parsed.module().declarations()).hasSize(1_250);
    assertThat(Work.of(source).isBounded()).isTrue();
  }

  @Test
  void fiveThousandBrokenLinesGiveAHundredFindings() {
    Source source = new Source("broken", "fun f() {\n" + "    let x = = 3\n".repeat(5_000) + "}\n");
    assertThat(Parser.parse(source).findings()).hasSize(100);
    assertThat(Work.of(source).isBounded()).isTrue();
  }

  @Test
  void otherLineEndsAndAByteOrderMarkMeanNothing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.ration");
    Files.writeString(file, "\uFEFFmodule a\r\n\r\nfun f() -> Int {\r\n    3\r\n}\r\n");
    SourceReader.Read read = SourceReader.read(file);
    Parsed parsed = Parser.parse(read.source());
    assertThat(parsed.findings()).isEmpty();
    assertThat(parsed.module().declarations()).hasSize(1);
    assertThat(Formatter.format(read.source()).text())
        .isEqualTo("module a\n\nfun f() -> Int {\n    3\n}\n");
  }

  @Test
  void halfACharacterIsAFinding() {
    Source source = new Source("half", "fun f() { \uD83E }\n");
    assertThat(codes(source)).containsExactly(Code.BAD_CHARACTER);
    assertThat(Parser.parse(source).findings().getFirst().at().text()).isEqualTo("\uD83E");
  }

  @Test
  void aFileWithZeroBytesIsNoText(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.ration");
    Files.write(file, "fun f() { \0 }".getBytes(StandardCharsets.US_ASCII));
    SourceReader.Read read = SourceReader.read(file);
    assertThat(read.findings()).extracting(Diagnostic::code).containsExactly(Code.NOT_TEXT);
    assertThat(codes(new Source("typed", "fun f() { \0 }"))).containsExactly(Code.BAD_CHARACTER);
  }

  @Test
  void everyFindingOfABombStandsInItsText() {
    Source source = new Source("bomb", "(".repeat(1_000) + "\n" + "\"{".repeat(900));
    assertThat(Parser.parse(source).findings())
        .extracting(Diagnostic::at)
        .extracting(Span::end)
        .allSatisfy(end -> assertThat(end).isLessThanOrEqualTo(source.text().length()));
  }

  private static List<Code> codes(Source source) {
    return Parser.parse(source).findings().stream().map(Diagnostic::code).distinct().toList();
  }
}
