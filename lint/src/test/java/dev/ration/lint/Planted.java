package dev.ration.lint;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.lint.config.ConfigFiles;
import dev.ration.lint.report.PageLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A repository with planted faults. Each says itself where it is, in a comment with its codes at
 * the end of its line, or with {@code next:} on the line before.
 */
final class Planted {
  static final Path FOLDER = Path.of("src", "test", "resources", "planted");

  private static final Pattern MARK =
      Pattern.compile("(//|#) (?<next>next: )?(?<codes>RTN\\d{4}( RTN\\d{4})*)$");

  private Planted() {}

  /** Everything that is found, as {@code ration check} does it. */
  static List<Diagnostic> findings() throws IOException {
    List<Path> inner = new ArrayList<>();
    List<Path> outer = new ArrayList<>();
    for (Path file : files(".ration")) {
      // It has a `ration.toml` of its own, since figures are looked at where nothing is wrong.
      (file.startsWith(FOLDER.resolve("figures")) ? inner : outer).add(file);
    }
    var run =
        new LintRun(ConfigFiles.nearest(), Optional.of(FOLDER.resolve("ration-lint.baseline")));
    var outcome = run.check(List.of(part(outer), part(inner)), _ -> true);
    if (!outcome.faults().isEmpty()) {
      throw new AssertionError(outcome.faults());
    }
    return outcome.findings();
  }

  /** Where its settings say that pages are. */
  static PageLinks pages() {
    return ConfigFiles.nearest().in(FOLDER).orElseThrow().config().pages();
  }

  private static LintRun.Part part(List<Path> files) {
    CheckedProgram program =
        Checker.check(new ModuleLoader(ResourceLibrary.onClassPath()).load(files));
    return new LintRun.Part(program, SiteResolver.findings(program));
  }

  /** What the files say of themselves: {@code path:line CODE}, sorted. */
  static List<String> marks() throws IOException {
    List<String> marks = new ArrayList<>();
    for (Path file : files("")) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        Matcher mark = MARK.matcher(lines.get(i));
        if (mark.find()) {
          int line = i + (mark.group("next") == null ? 1 : 2);
          for (String code : mark.group("codes").split(" ")) {
            marks.add(name(file) + ":" + line + " " + code);
          }
        }
      }
    }
    return marks.stream().sorted().toList();
  }

  /** The same of a finding. */
  static String mark(Diagnostic finding) {
    var source = finding.at().source();
    return name(Path.of(source.name()))
        + ":"
        + source.line(finding.at().start())
        + " "
        + finding.code().id();
  }

  private static String name(Path file) {
    Path folder = FOLDER.toAbsolutePath().normalize();
    return folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
