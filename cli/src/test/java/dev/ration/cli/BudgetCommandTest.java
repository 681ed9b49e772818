package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What {@code ration budget} says before anything runs, in each of its forms. */
class BudgetCommandTest {
  private static final Path STATION = Ration.ROOT.resolve("policies/inspection/station.ration");

  @TempDir private Path directory;

  private Path policy(String text) throws IOException {
    return Files.writeString(directory.resolve("sheet.ration"), text);
  }

  private Path hurry() throws IOException {
    return policy(
        """
        module sheet

        use std.speech

        /// Says a sentence in a hurry.
        policy hurry() within 5 s energy 90 J holds voice {
            say("Mind the step.") within 3 s
        }
        """);
  }

  @Test
  void aVerdictSaysWhichNumberDecidesWhereItComesFromAndWhatMendsIt() throws IOException {
    Ration sheet = Ration.run("budget", hurry());

    assertThat(sheet.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(sheet.out())
        .contains("late in more than 5 of 100")
        .contains("needs in 95 of 100 up to 6 s, may have 3 s")
        .containsPattern("`within 3 s` \\(.*sheet\\.ration:7:27\\)")
        .containsPattern("`say` 6 s \\(takes: std/speech\\.ration:\\d+:\\d+\\)")
        .contains(
            "mended by: `within 6 s` or more, and as much for `hurry` around it, which has 5");
  }

  @Test
  void aTierThatNeedsALinkLeavesAHoleWithoutOne() {
    Ration sheet = Ration.run("budget", STATION, "--site", "online");

    assertThat(sheet.out())
        .containsPattern("`second_opinion` \\(.*\\)\n    usually: cloud.vision\n    no link: none")
        .contains("hole: no link, no tier can answer")
        .containsPattern("second_opinion .* 0\\.00218 EUR +0\\.01 EUR")
        .containsPattern("label .* 400 MB +400 MB");
  }

  @Test
  void theDocumentHasTheSameFiguresInGrains() {
    Map<?, ?> robot =
        robots(Ration.run("budget", STATION, "--site", "online", "--format", "json")).getFirst();

    assertThat(robot.get("robot")).isEqualTo("inspection_bench");
    assertThat(robot.get("memory_bytes")).isEqualTo(4_000_000_000L);
    assertThat(robot.get("currency")).isEqualTo("EUR");
    Map<?, ?> inspect = (Map<?, ?>) list(robot, "activities").getFirst();
    assertThat(inspect.get("spend_millionths")).isEqualTo(10_000);
    assertThat(inspect.get("within_ns")).isEqualTo(20_000_000_000L);
    assertThat(((Map<?, ?>) Objects.requireNonNull(inspect.get("memory_bytes"))).get("minimum"))
        .isEqualTo(400_000_000);
  }

  @Test
  void severalRobotsHaveASheetEachAndATable() {
    Ration sheet =
        Ration.run("budget", Ration.WELCOME, "--robot", "sim_humanoid", "--robot", "sim_kiosk");

    assertThat(sheet.code()).isEqualTo(ExitCode.FOUND);
    assertThat(sheet.out())
        .contains("== sim_humanoid at lobby")
        .contains("== sim_kiosk at lobby")
        .containsPattern("welcome +\\d+ doubtful +lacks parts");
  }

  @Test
  void aFleetHasASheetForEachSite() throws IOException {
    Path fleet =
        Files.writeString(
            directory.resolve("fleet.ration"),
            """
            module fleet

            /// At the door.
            site door { robot: sim_kiosk }

            /// In the hall.
            site hall { robot: sim_humanoid }
            """);

    Ration sheet = Ration.run("budget", hurry(), "--fleet", fleet, "--format", "json");

    assertThat(sheet.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(robots(sheet))
        .extracting(robot -> robot.get("robot"))
        .isEqualTo(List.of("door", "hall"));
  }

  @Test
  void aModelWithoutRoomIsNoTierAndIsSaid() throws IOException {
    Path file =
        policy(
            """
            module sheet

            use std.tiers

            /// Is it nice?
            think nice(words: Text) -> Guess<Bool>
                within 1 s   energy 5 J   tiers local.small, local.tiny
            {
                "{words}"
                example "good morning" -> true
                example "go away" -> false
            }

            /// Asks.
            policy ask() within 3 s energy 9 J {
                let answer = nice("hello")
            }
            """);
    Path site =
        Files.writeString(
            directory.resolve("little.ration"),
            """
            module little

            /// A board with room for one model.
            board little { memory: 300 MB }

            /// A kiosk with it.
            robot small_kiosk like sim_kiosk { board: little }

            /// At the desk.
            site desk {
                robot: small_kiosk
                serve local.small { model: e5_small }
                serve local.tiny { model: minilm }
            }
            """);

    Ration sheet = Ration.run("budget", file, "--site", site);
    Ration checked = Ration.run("check", file, "--site", site);

    assertThat(sheet.out())
        .contains("a tier can never be chosen")
        .contains("has no room for it beside those before it")
        .containsPattern("ask .* 210 MB +210 MB");
    assertThat(checked.out()).contains("RTN0311").contains("RTN0306");
  }

  @Test
  void aDeadlineThatTheOneAroundAlwaysComesBeforeIsDead() throws IOException {
    Path file =
        policy(
            """
            module sheet

            use std.speech

            /// Says it in its own time.
            action tell() within 20 s energy 50 J {
                say("Here we are.")
            }

            /// Says it sooner.
            policy hurry() within 15 s energy 90 J holds voice {
                tell()
            }
            """);

    assertThat(Ration.run("budget", file).out())
        .contains("dead clause: `within 20 s` never binds here, `hurry` around it has 15 s");
  }

  @Test
  void thePageNeedsNothingBesideItselfAndIsWellFormed() throws Exception {
    Path page = directory.resolve("budget.html");

    Ration.run(
        "budget",
        Ration.WELCOME,
        "--robot",
        "sim_humanoid",
        "--robot",
        "sim_kiosk",
        "--output",
        "html:" + page);

    String html = Files.readString(page);
    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("prefers-color-scheme: dark")
        .doesNotContain("<script")
        .doesNotContain("http")
        .doesNotContain("url(")
        .doesNotContain("@import");
    Element body = body(html);
    NodeList tables = body.getElementsByTagName("table");
    assertThat(tables.getLength()).isEqualTo(3);
    for (int i = 0; i < tables.getLength(); i++) {
      Element table = (Element) tables.item(i);
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
    }
    NodeList drawings = body.getElementsByTagName("svg");
    // The first is the sample of the legend, which is told in words below it.
    for (int i = 1; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      assertThat(drawing.getAttribute("role")).isEqualTo("img");
      assertThat(drawing.getAttribute("aria-label")).contains("least ");
    }
    assertThat(html)
        .contains("late in more than 5 of 100")
        .contains("<strong>Mended by</strong> <code>within 6 s</code> or more");
  }

  @Test
  void everyLinkOfThePageLeadsToOnePlaceInIt() throws Exception {
    Ration page = Ration.run("budget", Ration.WELCOME, "--format", "html");

    Element body = body(page.out());
    List<String> ids = attributes(body, "*", "id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(attributes(body, "a", "href"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(ids).contains(link.substring(1)));
  }

  @Test
  void whatIsWrittenInAPolicyIsNoMarkup() throws IOException {
    Path file =
        policy(
            """
            module sheet

            use std.speech

            /// Says it.
            policy odd() within 9 s energy 90 J holds voice {
                step "<b>&amp;</b>" within 7 s { say("Yes.") }
            }
            """);

    assertThat(Ration.run("budget", file, "--format", "html").out())
        .contains("&lt;b&gt;&amp;amp;&lt;/b&gt;")
        .doesNotContain("<b>");
  }

  @Test
  void anotherFormatIsWrongUse() throws IOException {
    Ration sheet = Ration.run("budget", hurry(), "--output", "pdf:x.pdf");

    assertThat(sheet.code()).isEqualTo(ExitCode.FAULT);
    assertThat(sheet.err()).contains("FORMAT:PATH");
  }

  private static Element body(String html) throws Exception {
    // What stands before the body has no end tags.
    String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<String> attributes(Element body, String tag, String name) {
    NodeList all = body.getElementsByTagName(tag);
    return Stream.iterate(0, i -> i < all.getLength(), i -> i + 1)
        .map(i -> ((Element) all.item(i)).getAttribute(name))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static List<Map<?, ?>> robots(Ration sheet) {
    return list(sheet.document(), "robots").stream()
        .<Map<?, ?>>map(one -> (Map<?, ?>) one)
        .toList();
  }

  private static List<?> list(Map<?, ?> object, String name) {
    return (List<?>) Objects.requireNonNull(object.get(name), name);
  }
}
