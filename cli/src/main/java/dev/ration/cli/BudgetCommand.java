package dev.ration.cli;

import dev.ration.grammar.check.Budgets;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Renderer;
import dev.ration.plan.Severity;
import dev.ration.plan.feasible.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration budget}: what every activity of a policy needs, before it runs. */
@Command(
    name = "budget",
    description = {
      "Prints the budget sheet of the policies of a file: for each activity the least, the expected",
      "and the most time and energy, its limits, the highest draw, and what does not work out."
    })
final class BudgetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(paramLabel = "FILE", description = "the policy's file")
  private Path file = Path.of("");

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private Format format = Format.text;

  @Mixin private SiteOption site = new SiteOption();

  @Mixin private Colour colour = new Colour();

  @Override
  public Integer call() throws IOException {
    PolicyFiles.requireFile(file);
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
    site.choose(loader);
    CheckedProgram program = Checker.check(loader.load(List.of(file)));
    PolicyFiles.requireSite(program);
    if (program.hasErrors()) {
      var err = spec.commandLine().getErr();
      err.print(new Renderer(colour.isWanted(Colour.Stream.ERR)).render(program.findings()));
      err.flush();
      return Findings.exitCode(program.findings());
    }
    SiteResolver.Resolved resolved = SiteResolver.resolve(program, null);
    List<Sheet> sheets = Budgets.of(program, resolved.site().orElse(null));
    var out = spec.commandLine().getOut();
    out.print(format == Format.json ? BudgetJson.of(sheets) : BudgetTable.of(sheets));
    out.flush();
    boolean isSound =
        resolved.findings().stream().noneMatch(one -> one.severity() == Severity.ERROR);
    return isSound ? ExitCode.CLEAN : ExitCode.FOUND;
  }
}
