package dev.ration.cli;

import dev.ration.grammar.check.BudgetSheets;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.Fleet;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import dev.ration.plan.feasible.RobotBudget;
import dev.ration.plan.profile.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration budget}: what every activity of a policy needs, before it runs. */
@Command(
    name = "budget",
    description = {
      "Prints the budget sheet of the policies of a file: for each activity the least, the"
          + " expected",
      "and the most time, energy, draw, money and memory, its limits, and what does not work out."
    })
final class BudgetCommand implements Callable<Integer> {
  /** How sheets are printed; lower case, as people type it. */
  enum SheetFormat {
    text,
    json,
    html
  }

  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(paramLabel = "FILE", description = "the policy's file")
  private Path file = Path.of("");

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json or html")
  private SheetFormat format = SheetFormat.text;

  @Option(
      names = "--output",
      paramLabel = "FORMAT:PATH",
      description = "writes the sheet to a file as well; may be given several times")
  private List<String> outputs = new ArrayList<>();

  @Mixin private SiteOption site = new SiteOption();

  @Mixin private FleetOptions fleet = new FleetOptions();

  @Mixin private Colour colour = new Colour();

  @Override
  public Integer call() throws IOException {
    fleet.requireOne(site, spec.commandLine());
    PolicyFiles.requireFile(file);
    ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
    site.choose(loader);
    fleet.choose(loader);
    CheckedProgram program = Checker.check(loader.load(List.of(file)));
    PolicyFiles.requireSite(program);
    if (program.hasErrors()) {
      var err = spec.commandLine().getErr();
      err.print(new Renderer(colour.isWanted(Colour.Stream.ERR)).render(program.findings()));
      err.flush();
      return Findings.exitCode(program.findings());
    }
    List<RobotBudget> budgets = new ArrayList<>();
    boolean isSound = true;
    if (fleet.isGiven()) {
      for (String name : fleet.names(List.of(program))) {
        Optional<Site> chosen = fleet.site(program, name);
        budgets.add(BudgetSheets.of(program, name, chosen.orElse(null)));
        isSound &= isSound(Fleet.findings(program, chosen));
      }
    } else {
      SiteResolver.Resolved resolved = SiteResolver.resolve(program, null);
      String robot = resolved.site().map(found -> found.robot().name()).orElse("");
      budgets.add(BudgetSheets.of(program, robot, resolved.site().orElse(null)));
      isSound = isSound(resolved.findings());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(written(format, budgets));
    out.flush();
    for (String output : outputs) {
      write(output, budgets);
    }
    return isSound ? ExitCode.CLEAN : ExitCode.FOUND;
  }

  private static boolean isSound(List<Diagnostic> findings) {
    return findings.stream().noneMatch(one -> one.severity() == Severity.ERROR);
  }

  private String written(SheetFormat asked, List<RobotBudget> budgets) throws IOException {
    String name = file.toString();
    return switch (asked) {
      case text -> BudgetText.of(budgets, fleet.isGiven());
      case json -> BudgetJson.of(name, budgets);
      case html -> BudgetPage.of(name, budgets);
    };
  }

  private void write(String output, List<RobotBudget> budgets) throws IOException {
    int colon = output.indexOf(':');
    Optional<SheetFormat> asked = colon < 0 ? Optional.empty() : format(output.substring(0, colon));
    if (asked.isEmpty() || colon + 1 == output.length()) {
      throw new ParameterException(
          spec.commandLine(),
          "`--output` is FORMAT:PATH, as in html:budget.html, not `%s`.".formatted(output));
    }
    try {
      Path path = Path.of(output.substring(colon + 1));
      Files.writeString(path, written(asked.get(), budgets), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException refused) {
      throw new WrongUse(
          Code.UNREADABLE_FILE, "`%s` cannot be written.".formatted(output.substring(colon + 1)));
    }
  }

  private static Optional<SheetFormat> format(String word) {
    for (SheetFormat format : SheetFormat.values()) {
      if (format.name().equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
