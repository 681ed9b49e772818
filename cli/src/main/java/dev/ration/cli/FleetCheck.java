package dev.ration.cli;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Fleet;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.LintRun;
import dev.ration.lint.report.FleetReport;
import dev.ration.lint.report.ReportFormat;
import dev.ration.lint.report.RobotFindings;
import dev.ration.plan.Code;
import dev.ration.plan.profile.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code ration check} against several robots. Used on one thread. */
final class FleetCheck {
  private final LintOptions options;
  private final Path place;
  private final FleetOptions fleet;
  private final Function<Map<String, String>, List<CheckedProgram>> programs;

  FleetCheck(
      LintOptions options,
      Path place,
      FleetOptions fleet,
      Function<Map<String, String>, List<CheckedProgram>> programs) {
    this.options = options;
    this.place = place;
    this.fleet = fleet;
    this.programs = programs;
  }

  /** Checks, reports, and gives the worst exit code. */
  int run(Renderer renderer, PrintWriter out, PrintWriter err) throws IOException {
    List<CheckedProgram> checked = programs.apply(Map.of());
    List<String> names = fleet.names(checked);
    LintSession session = new LintSession(options, place, _ -> List.of(), err);
    List<RobotFindings> found = new ArrayList<>();
    for (String name : names) {
      LintRun.Outcome outcome = session.checkParts(parts(checked, name));
      if (!outcome.faults().isEmpty()) {
        out.print(renderer.render(outcome.faults()));
        out.flush();
        return ExitCode.FAULT;
      }
      found.add(new RobotFindings(name, siteOf(checked, name), outcome.findings()));
    }
    List<RobotFindings> settled = withoutStaleElsewhere(found);
    var report = new FleetReport(settled, files(checked, session));
    boolean isText = options.format == ReportFormat.text;
    out.print(isText ? report.text(renderer) : report.write(options.format, session.pages()));
    out.flush();
    session.writeOutputs(format -> report.write(format, session.pages()));
    return exitCode(settled, session);
  }

  /** What was asked for and is reported, and the modules that each uses, directly or not. */
  private static Map<String, List<String>> files(
      List<CheckedProgram> checked, LintSession session) {
    Map<String, List<String>> files = new LinkedHashMap<>();
    for (CheckedProgram program : checked) {
      for (CheckedModule root : program.roots()) {
        if (session.isWanted(root.source())) {
          Set<CheckedModule> used = new LinkedHashSet<>();
          collect(program, root, used);
          used.remove(root);
          files.put(root.source().name(), used.stream().map(one -> one.source().name()).toList());
        }
      }
    }
    return files;
  }

  private static void collect(
      CheckedProgram program, CheckedModule module, Set<CheckedModule> found) {
    if (!module.isLibrary() && found.add(module)) {
      for (Tree.Use use : module.tree().uses()) {
        program.module(use.module().text()).ifPresent(used -> collect(program, used, found));
      }
    }
  }

  private List<LintRun.Part> parts(List<CheckedProgram> checked, String name) {
    return checked.stream()
        .map(
            program ->
                new LintRun.Part(program, Fleet.findings(program, fleet.site(program, name))))
        .toList();
  }

  private String siteOf(List<CheckedProgram> checked, String name) {
    return checked.stream()
        .map(program -> fleet.site(program, name).map(Site::name))
        .flatMap(Optional::stream)
        .distinct()
        .reduce((one, other) -> one + ", " + other)
        .orElse(name);
  }

  /** An ignore or a baseline is of no use only where no robot needs it. */
  private static List<RobotFindings> withoutStaleElsewhere(List<RobotFindings> found) {
    return found.stream()
        .map(
            robot ->
                new RobotFindings(
                    robot.robot(),
                    robot.site(),
                    robot.findings().stream()
                        .filter(
                            one ->
                                !isAboutUse(one) || found.stream().allMatch(all -> has(all, one)))
                        .toList()))
        .toList();
  }

  private static boolean isAboutUse(Diagnostic finding) {
    return finding.code() == Code.UNUSED_IGNORE || finding.code() == Code.STALE_BASELINE;
  }

  private static boolean has(RobotFindings robot, Diagnostic finding) {
    return robot.findings().stream()
        .anyMatch(one -> one.code() == finding.code() && isAt(one.at(), finding.at()));
  }

  /** A baseline is read anew for each robot, so its text is another object. */
  private static boolean isAt(Span one, Span other) {
    return one.start() == other.start() && one.source().name().equals(other.source().name());
  }

  private static int exitCode(List<RobotFindings> found, LintSession session) {
    List<Diagnostic> all = found.stream().flatMap(one -> one.findings().stream()).toList();
    if (Findings.exitCode(all) == ExitCode.FAULT) {
      return ExitCode.FAULT;
    }
    return all.stream().noneMatch(session::fails) ? ExitCode.CLEAN : ExitCode.FOUND;
  }
}
