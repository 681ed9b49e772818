package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.Texts;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Label;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

/** Any text gives findings and never an exception, after a bounded amount of work. */
class AnyTextTest {
  private static final List<Source> SEEDS = Texts.all();
  private static final List<String> PIECES = pieces();

  @Property(tries = 1000)
  void anyCharacters(@ForAll @StringLength(max = 300) String text) {
    assertHarmless(text);
  }

  @Property(tries = 1500)
  void anyWords(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(80); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(random.nextInt(6) == 0 ? "\n" : random.nextInt(3) == 0 ? "" : " ");
    }
    assertHarmless(text.toString());
  }

  @Property(tries = 1500)
  void anyChangeOfAFile(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())).text());
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(12));
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text.replace(at, random.nextBoolean() ? end : at, random.nextBoolean() ? piece : "");
    }
    assertHarmless(text.toString());
  }

  @Property(tries = 500)
  void anyBeginningOfAFile(@ForAll long seed) {
    Random random = new Random(seed);
    String text = SEEDS.get(random.nextInt(SEEDS.size())).text();
    assertHarmless(text.substring(0, random.nextInt(text.length() + 1)));
  }

  private static void assertHarmless(String text) {
    Source source = new Source("any", text);
    Parsed parsed = Parser.parse(source);
    List<Diagnostic> findings = new ArrayList<>(parsed.findings());
    ParsedInput input = Parser.parseInput(source);
    findings.addAll(input.findings());
    findings.addAll(Parser.parseExpression(source).findings());
    assertThat(findings).allSatisfy(finding -> assertInside(finding, text.length()));
    assertThat(new Renderer(false).render(parsed.findings())).isNotNull();
    assertThat(Work.of(source).isBounded()).as(() -> Work.of(source).toString()).isTrue();
    if (parsed.findings().isEmpty()) {
      assertThat(Formatter.format(source).findings()).isEmpty();
    }
  }

  private static void assertInside(Diagnostic finding, int length) {
    List<Span> spans = new ArrayList<>(List.of(finding.at()));
    finding.labels().stream().map(Label::at).forEach(spans::add);
    finding.fixes().stream().map(Fix::replace).forEach(spans::add);
    assertThat(spans).allSatisfy(span -> assertThat(span.end()).isBetween(span.start(), length));
    assertThat(finding.message()).isNotBlank();
  }

  private static List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    Words.keywords().values().forEach(pieces::addAll);
    pieces.addAll(
        List.of(
            "(", ")", "[", "]", "{", "}", ",", ";", ":", "->", "..", ".", "??", "?", "==", "!=",
            "<=", ">=", "<", ">", "+=", "-=", "=", "+", "-", "*", "/", "%", "°", "=>", "&&", "||",
            "!", "/*", "*/", "#", "'", "\"", "\"\"\"", "`", "\\", "//", "///", "\0", "\uD800",
            "\uFEFF", "\r\n", "\t", "1", "0.5", "3 s", "12 %", "a", "b", "x.y", "\"t\"", "\"{a}\"",
            "\"{", "é", "🤖", "\u2028"));
    return pieces;
  }
}
