package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.config.Settings;
import dev.ration.lint.fix.Fixer;
import dev.ration.lint.fix.UnifiedDiff;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fixes as a whole: until nothing changes, and never into an error. */
class FixTest {
  private static final String TEXT =
      """
      use std.speech, std.gaze, std.motion

      policy hello() within 9 s energy 90 J holds voice {
          var greeting = "Hello."
          let spare = 1
          say(greeting)
      }
      """;

  private static List<Diagnostic> check(String text) {
    return Linted.of(Settings.PRESET, text).findings();
  }

  private static Fixer.Fixed fix(boolean withUnsafe) {
    return new Fixer(withUnsafe, texts -> check(texts.getOrDefault("block.ration", TEXT)))
        .fix(Set.of("block.ration"));
  }

  @Test
  void rtn0749NearSafeFixesLeaveWhatAPolicyDoes() {
    var fixed = fix(false);

    assertThat(fixed.texts().get("block.ration"))
        .isEqualTo(
            """
            use std.speech

            policy hello() within 9 s energy 90 J holds voice {
                let greeting = "Hello."
                let spare = 1
                say(greeting)
            }
            """);
    assertThat(fixed.refused()).isEmpty();
  }

  @Test
  void unsafeFixesGoFurtherAndEndClean() {
    var fixed = fix(true);

    assertThat(check(fixed.texts().getOrDefault("block.ration", TEXT))).isEmpty();
  }

  @Test
  void rtn0749AFileThatAFixWouldBreakIsLeftAsItIs() {
    // No rule has such a fix, so that the command line's RTN0749 is shown from here.
    var source = new Source("a.ration", "let a = 1\n");
    var unused = Linted.of(Settings.PRESET, TEXT).findings().getFirst();
    var breaking =
        Diagnostic.of(unused.code(), new dev.ration.grammar.diag.Span(source, 0, 3), "…")
            .fix("break it", new dev.ration.grammar.diag.Span(source, 0, 3), "lte");
    var fixed =
        new Fixer(
                true, texts -> texts.isEmpty() ? List.of(breaking) : broken(texts.get("a.ration")))
            .fix(Set.of("a.ration"));

    assertThat(fixed.texts()).isEmpty();
    assertThat(fixed.refused()).containsExactly("a.ration");
  }

  private static List<Diagnostic> broken(@org.jspecify.annotations.Nullable String text) {
    var source = new Source("a.ration", String.valueOf(text));
    return List.of(
        Diagnostic.of(
            dev.ration.plan.Code.SYNTAX, new dev.ration.grammar.diag.Span(source, 0, 1), "no"));
  }

  @Test
  void aDifferenceIsOneThatPatchTakes() {
    assertThat(UnifiedDiff.of("a.ration", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\n5\nsix\n7\n"))
        .isEqualTo(
            """
            --- a.ration
            +++ a.ration
            @@ -3,6 +3,5 @@
             3
             4
             5
            -6
            +six
             7
            -8
            """);
    assertThat(UnifiedDiff.of("a", "same\n", "same\n")).isEmpty();
    assertThat(UnifiedDiff.of("a", "x", "x\n")).contains("No newline");
  }

  private static String fixed(String text) {
    return new Fixer(true, texts -> check(texts.getOrDefault("block.ration", text)))
        .fix(Set.of("block.ration"))
        .texts()
        .getOrDefault("block.ration", text);
  }

  @Test
  void aCommentBesideWhatGoesIsNotTakenForItsOwn() {
    String text =
        """
        use std.gaze, // for nodding
            std.speech, // for talking
            std.motion

        /// Says something.
        policy hello() within 9 s energy 90 J holds voice {
            var words = "Hello."
            say(words)
            return // done
            say("Never.") // never
        }
        """;

    assertThat(fixed(text))
        .isEqualTo(text.replace("var", "let").replace("\n    say(\"Never.\") // never", ""));
  }

  @Test
  void aModuleOfAListOverSeveralLinesGoesWithItsComma() {
    String text =
        """
        use std.gaze,
            std.speech,
            std.motion

        policy hello() within 9 s energy 90 J holds voice {
            say("Hello.")
        }
        """;

    assertThat(fixed(text)).startsWith("use std.speech\n\npolicy");
  }
}
