package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.LoadedProgram;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.LintRun;
import dev.ration.lint.report.PageLinks;
import dev.ration.lint.report.ReportFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration check}: every finding of files and folders. */
@Command(
    name = "check",
    description = "Prints every finding of policies, sites and profiles: where, what, what to do.")
final class CheckCommand implements Callable<Integer> {
  private static final Path STDIN = Path.of("-");

  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "files, folders, or - for standard input")
  private List<Path> paths = List.of();

  @Mixin private LintOptions lint = new LintOptions();

  @Mixin private SiteOption site = new SiteOption();

  @Mixin private FleetOptions fleet = new FleetOptions();

  @Mixin private Colour colour = new Colour();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean isStdin = paths.equals(List.of(STDIN));
    Optional<String> typed =
        isStdin
            ? Optional.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
            : Optional.empty();
    Path place = isStdin ? Path.of("") : paths.getFirst();
    if (fleet.isGiven()) {
      fleet.requireOne(site, spec.commandLine());
      fleet.requireAloneFor(lint, spec.commandLine());
      Renderer renderer = new Renderer(colour.isWanted(Colour.Stream.OUT));
      return new FleetCheck(lint, place, fleet, drafts -> check(typed, drafts))
          .run(renderer, out, spec.commandLine().getErr());
    }
    LintSession session =
        new LintSession(
            lint, place, drafts -> parts(check(typed, drafts)), spec.commandLine().getErr());
    int fixed = lint.fixes() ? session.fix(out) : 0;
    if (lint.isDiff) {
      return fixed == 0 ? ExitCode.CLEAN : ExitCode.FOUND;
    }
    LintRun.Outcome outcome = session.check(Map.of());
    if (!outcome.faults().isEmpty()) {
      print(outcome.faults(), session.pages());
      return ExitCode.FAULT;
    }
    List<Diagnostic> findings = session.settle(outcome);
    print(findings, session.pages());
    session.writeOutputs(format -> format.write(findings, session.pages()));
    if (Findings.exitCode(findings) == ExitCode.FAULT) {
      return ExitCode.FAULT;
    }
    return findings.stream().noneMatch(session::fails) ? ExitCode.CLEAN : ExitCode.FOUND;
  }

  private static List<LintRun.Part> parts(List<CheckedProgram> programs) {
    return programs.stream()
        .map(checked -> new LintRun.Part(checked, () -> SiteResolver.findings(checked)))
        .toList();
  }

  /** One program for each root: its modules and its site are its own. */
  private List<CheckedProgram> check(Optional<String> typed, Map<String, String> drafts) {
    if (typed.isPresent()) {
      Source source = new Source("<stdin>", typed.get());
      return List.of(checked(loader(drafts).load(source, Path.of(""))));
    }
    List<CheckedProgram> programs = new ArrayList<>();
    for (List<Path> files : PolicyFiles.byRoot(PolicyFiles.under(paths))) {
      programs.add(checked(loader(drafts).load(files)));
    }
    return programs;
  }

  private static CheckedProgram checked(LoadedProgram loaded) {
    CheckedProgram program = Checker.check(loaded);
    PolicyFiles.requireSite(program);
    return program;
  }

  private ModuleLoader loader(Map<String, String> drafts) {
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath()).drafts(drafts);
    site.choose(loader);
    fleet.choose(loader);
    return loader;
  }

  private void print(List<Diagnostic> findings, PageLinks pages) {
    var out = spec.commandLine().getOut();
    if (lint.format != ReportFormat.text) {
      out.print(lint.format.write(findings, pages));
      out.flush();
      return;
    }
    var renderer = new Renderer(colour.isWanted(Colour.Stream.OUT));
    if (findings.isEmpty()) {
      spec.commandLine().getErr().println(renderer.total(findings));
    }
    out.print(renderer.render(findings));
    out.flush();
  }
}
