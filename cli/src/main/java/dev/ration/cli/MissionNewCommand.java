package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.plan.Severity;
import dev.ration.runtime.assembly.SiteMissions;
import dev.ration.runtime.mission.Mission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration mission new}: begins a mission with the budgets of a site. */
@Command(name = "new", description = "Begins a mission with the budgets of a site.")
final class MissionNewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Mixin private MissionCommand.State state = new MissionCommand.State();

  @Parameters(index = "0", paramLabel = "ID", description = "the mission's name")
  private String id = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "a policy that will run in it")
  private Path file = Path.of("");

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
      return refused(program.findings());
    }
    ChosenSite chosen = ChosenSite.of(program, site.name().orElse(""));
    if (chosen.findings().stream().anyMatch(one -> one.severity() == Severity.ERROR)) {
      return refused(chosen.findings());
    }
    Mission begun =
        States.with(
            state.folder, true, folder -> SiteMissions.begin(folder.missions(), id, chosen.site()));
    MissionText.lines(begun).forEach(spec.commandLine().getOut()::println);
    return ExitCode.CLEAN;
  }

  private int refused(List<Diagnostic> findings) {
    var err = spec.commandLine().getErr();
    err.print(new Renderer(colour.isWanted(Colour.Stream.ERR)).render(findings));
    err.flush();
    return Findings.exitCode(findings);
  }
}
