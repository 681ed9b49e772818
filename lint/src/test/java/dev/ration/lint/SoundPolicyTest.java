package dev.ration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.config.Settings;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Nothing is found in what is sound by construction. {@code -Dration.sound=N} takes more modules
 * than the standard ones.
 */
class SoundPolicyTest {
  private static final int COUNT = Integer.getInteger("ration.sound", 200);

  private static List<Diagnostic> found(String text) {
    Source source = new Source("block.ration", text);
    CheckedProgram program =
        Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
    return new Linter(Settings.PRESET).lint(program, SiteResolver.findings(program), _ -> true);
  }

  @Test
  void nothingIsFoundInSoundPolicies() {
    assertThat(
            LongStream.range(0, COUNT)
                .boxed()
                .flatMap(seed -> found(SoundPolicy.of(seed)).stream().map(one -> told(seed, one))))
        .isEmpty();
  }

  private static String told(long seed, Diagnostic finding) {
    var source = finding.at().source();
    int line = source.line(finding.at().start());
    return "seed %d, line %d: %s %s | %s"
        .formatted(
            seed, line, finding.code().id(), finding.message(), source.lineText(line).strip());
  }

  @Test
  void whatSpoilsASoundPolicyIsFound() {
    String sound = SoundPolicy.of(7);

    assertThat(found(sound.replaceFirst("policy (\\w+)\\(\\) within \\d+ ms", "policy $1()")))
        .extracting(finding -> finding.code().id())
        .contains("RTN0401");
    assertThat(found(sound.replaceFirst("holds ", "holds display, ")))
        .extracting(finding -> finding.code().id())
        .containsExactly("RTN0459");
  }

  @Test
  void theyAreNotAllAlike() {
    assertThat(LongStream.range(0, 50).mapToObj(SoundPolicy::of)).doesNotHaveDuplicates();
    assertThat(LongStream.range(0, COUNT).mapToObj(SoundPolicy::of))
        .anyMatch(text -> text.contains("every ") && text.contains("whenever "))
        .anyMatch(text -> text.contains("any within ") && text.contains(" on timeout, overrun "));
  }
}
