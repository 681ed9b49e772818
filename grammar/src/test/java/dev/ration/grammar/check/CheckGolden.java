package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.plan.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One input of {@code golden/check}. It lies in the folder of the code that it is about: {@code
 * RTN0101/misspelt.ration}, or {@code RTN0108/two_modules/main.ration} with what it uses beside it.
 * A near miss says so in its name: {@code near_...}. Inputs below other folders are about no single
 * code.
 */
record CheckGolden(Path input) {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden", "check");

  /** The findings of the input, as {@code ration check} finds them. */
  List<Diagnostic> findings() {
    LoadedProgram program = new ModuleLoader(ResourceLibrary.onClassPath()).load(List.of(input));
    return SiteResolver.findings(Checker.check(program));
  }

  /** The findings as {@code ration check} prints them, files named from the input's folder. */
  String shown() {
    List<Diagnostic> findings = findings();
    if (findings.isEmpty()) {
      return "no findings";
    }
    Path folder = input.resolveSibling("");
    return new Renderer(false)
        .render(findings)
        .replace(folder.toAbsolutePath() + "/", "")
        .replace(folder + "/", "");
  }

  /** The code that the input is about, if it is about one. */
  Optional<Code> code() {
    return Code.ofId(ROOT.relativize(input).getName(0).toString());
  }

  boolean isNearMiss() {
    Path inCode = ROOT.relativize(input);
    return inCode.getNameCount() > 1 && inCode.getName(1).toString().startsWith("near_");
  }
}
