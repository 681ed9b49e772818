package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Declaration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library itself: it checks clean, and every figure says how far to trust it, and why. */
class StandardLibraryTest {
  private static final CheckedProgram LIBRARY = Programs.library();

  @Test
  void everyModuleIsCleanByItself() {
    assertThat(LIBRARY.findings().stream().map(StandardLibraryTest::line)).isEmpty();
    assertThat(LIBRARY.modules()).hasSize(ResourceLibrary.onClassPath().modules().size());
  }

  @Test
  void everyFigureHasAGradeAndASource() {
    List<String> bare = new ArrayList<>();
    for (CheckedModule module : LIBRARY.modules()) {
      for (Declaration declaration : module.tree().declarations()) {
        if (declaration instanceof Declaration.Profile profile) {
          profile.entries().forEach(entry -> collectBare(entry, bare));
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  @Test
  void everyDeclarationIsDocumented() {
    List<String> silent = new ArrayList<>();
    for (CheckedModule module : LIBRARY.modules()) {
      for (Declaration declaration : module.tree().declarations()) {
        if (declaration.doc().isEmpty()) {
          silent.add(declaration.span().toString());
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void everySiteOfTheLibraryResolves() {
    SiteResolver.Resolved resolved = SiteResolver.resolve(LIBRARY, null);
    assertThat(resolved.names()).containsExactly("simulated");
    assertThat(resolved.findings()).isEmpty();
    assertThat(resolved.site().orElseThrow().robot().name()).isEqualTo("sim_humanoid");
  }

  private static void collectBare(Declaration.Entry entry, List<String> bare) {
    switch (entry) {
      case Declaration.Entry.Group group when group.name().text().equals("settings") -> {}
      case Declaration.Entry.Group group ->
          group.entries().forEach(inner -> collectBare(inner, bare));
      case Declaration.Entry.Field field -> {
        boolean isFigure = Programs.isFigure(field.value());
        if (isFigure && (field.grade() == null || field.source() == null)) {
          bare.add(field.span() + " " + field.name());
        }
      }
    }
  }

  private static String line(Diagnostic finding) {
    return finding.code() + " " + finding.at() + " " + finding.message();
  }
}
