package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.Texts;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Source;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is printed is read as the same tree, prints to itself, and keeps every comment. */
class PrinterTest {
  static Stream<Source> texts() {
    return Texts.good().stream();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aFilePrintedWithoutItsCommentsIsTheSameTree(Source source) {
    assertStable(Parser.parse(source).module());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void layingOutAFileAgainChangesNothing(Source source) {
    Formatter.Formatted once = Formatter.format(source);
    Formatter.Formatted twice = Formatter.format(new Source(source.name(), once.text()));
    assertThat(once.findings()).isEmpty();
    assertThat(twice.text()).isEqualTo(once.text());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aCommentBehindAnyWordIsKept(Source source) {
    List<Comment> before = CommentReader.read(source);
    for (int from = 0; from < 40; from++) {
      String commented = commented(source, from);
      Source with = new Source(source.name(), commented);
      if (Parser.parse(with).findings().isEmpty()) {
        String printed = Formatter.format(with).text();
        List<Comment> after = CommentReader.read(new Source("printed", printed));
        assertThat(after.size() - before.size()).isEqualTo(count(commented) - count(source.text()));
        assertThat(Formatter.format(new Source("printed", printed)).text()).isEqualTo(printed);
      }
    }
  }

  @Test
  void blanksBehindDocumentationAreTakenAway() {
    assertThat(laidOut("/// One line, \n/// and another.\t \nfun f() -> Int { 1 }\n"))
        .isEqualTo("/// One line,\n/// and another.\nfun f() -> Int { 1 }\n");
  }

  @Test
  void theArrowsOfAWhenStandBelowOneAnother() {
    assertThat(laidOut("fun f(e: E) -> Int {\nwhen e {\nlong_name->1\ns->2\notherwise->3\n}\n}\n"))
        .isEqualTo(
            """
            fun f(e: E) -> Int {
                when e {
                    long_name -> 1
                    s         -> 2
                    otherwise -> 3
                }
            }
            """);
  }

  @Test
  void anArmThatIsVeryWideDoesNotMoveTheOthers() {
    String wide = "a_name_that_goes_on_and_on_for_very_long";
    assertThat(
            laidOut("fun f(e: E) -> Int {\nwhen e {\n" + wide + " -> 1\nab -> 2\nc -> 3\n}\n}\n"))
        .contains("        " + wide + " -> 1\n")
        .contains("        ab -> 2\n")
        .contains("        c  -> 3\n");
  }

  @Test
  void whereFiguresComeFromStandsInOneColumn() {
    assertThat(
            laidOut(
                "board b {\nidle: 4 W from recalled \"x\"\nmemory: 4 GB from derived \"y\"\n}\n"))
        .isEqualTo(
            """
            board b {
                idle: 4 W     from recalled "x"
                memory: 4 GB  from derived "y"
            }
            """);
  }

  @Test
  void clausesOfSeveralKindsShareALineWhereItStaysShort() {
    String head = "policy p() within 6 s energy 10 J holds voice";
    assertThat(laidOut(head + " { fail }\n"))
        .isEqualTo("policy p()\n    within 6 s   energy 10 J   holds voice\n{ fail }\n");
    assertThat(laidOut(head + ", head, base, arm.left, arm.right priority person { fail }\n"))
        .contains("\n    within 6 s   energy 10 J\n    holds voice, head,");
  }

  @Test
  void whatAHostPromisesStandsApart() {
    assertThat(laidOut("host action a() takes 1 s .. 2 s draws 1 W .. 2 W holds base\n"))
        .isEqualTo("host action a()\n    takes 1 s .. 2 s   draws 1 W .. 2 W\n    holds base\n");
  }

  private static String laidOut(String text) {
    Formatter.Formatted formatted = Formatter.format(new Source("typed", text));
    assertThat(formatted.findings()).isEmpty();
    return formatted.text();
  }

  @Property(tries = 1500)
  void aMadeTreeIsReadBack(@ForAll long seed) {
    assertStable(new ModuleMaker(seed).module());
  }

  private static int count(String text) {
    return text.split(" // behind ", -1).length;
  }

  /** Puts a comment and a line end behind every fortieth word, where no text is cut. */
  private static String commented(Source source, int from) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    int word = 0;
    for (var token : new Layout(source, 0, source.text().length(), 0).tokens()) {
      int end = token.getStopIndex() + 1;
      if (end > at && word++ % 40 == from) {
        out.append(source.text(), at, end).append(" // behind ").append(word).append('\n');
        at = end;
      }
    }
    return out.append(source.text().substring(at)).toString();
  }

  private static void assertStable(Tree.Module module) {
    String printed = Printer.print(module);
    Parsed again = Parser.parse(new Source("printed", printed));
    assertThat(again.findings())
        .as(() -> new Renderer(false).render(again.findings()) + printed)
        .isEmpty();
    assertThat(SameTree.is(module, again.module()))
        .as(() -> printed + "\n" + TreeText.of(module) + "\n" + TreeText.of(again.module()))
        .isTrue();
    assertThat(Printer.print(again.module())).isEqualTo(printed);
  }
}
