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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private Format format = Format.text;

  @Mixin private SiteOption site = new SiteOption();

  @Mixin private Colour colour = new Colour();

  @Override
  public Integer call() throws IOException {
    List<Diagnostic> findings = new ArrayList<>();
    for (LoadedProgram loaded : load()) {
      CheckedProgram program = Checker.check(loaded);
      PolicyFiles.requireSite(program);
      findings.addAll(SiteResolver.findings(program));
    }
    print(findings);
    return Findings.exitCode(findings);
  }

  /** One program for each root: its modules and its site are its own. */
  private List<LoadedProgram> load() throws IOException {
    if (paths.equals(List.of(STDIN))) {
      String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(loader().load(new Source("<stdin>", text), Path.of("")));
    }
    List<LoadedProgram> programs = new ArrayList<>();
    for (List<Path> files : PolicyFiles.byRoot(PolicyFiles.under(paths))) {
      programs.add(loader().load(files));
    }
    return programs;
  }

  private ModuleLoader loader() {
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
    site.choose(loader);
    return loader;
  }

  private void print(List<Diagnostic> findings) throws IOException {
    var out = spec.commandLine().getOut();
    if (format == Format.json) {
      out.println(FindingsJson.of(findings));
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
