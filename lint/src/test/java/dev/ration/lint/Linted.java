package dev.ration.lint;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.config.Settings;
import dev.ration.plan.Code;
import java.util.List;

/** A text with all that is found in it. */
record Linted(Source source, List<Diagnostic> findings) {
  /** Under preset settings, and with one rule switched on. */
  static Linted with(Code on, String text) {
    return of(Settings.presetWith(on), text);
  }

  static Linted of(Settings settings, String text) {
    Source source = new Source("block.ration", text);
    CheckedProgram program =
        Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(source, null));
    return new Linted(source, new Linter(settings).lint(program, program.findings(), _ -> true));
  }

  List<String> codes() {
    return findings.stream().map(finding -> finding.code().id()).toList();
  }
}
