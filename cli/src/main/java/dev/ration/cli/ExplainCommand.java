package dev.ration.cli;

import dev.ration.lint.report.CodePage;
import dev.ration.plan.Code;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration explain}: what a code means, with an example and its mending. */
@Command(
    name = "explain",
    description = "Prints the page of a finding or fault; without a code, the list of them.")
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "as in RTN0105, or just 105")
  private Optional<String> code = Optional.empty();

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    if (code.isEmpty()) {
      for (Code one : Code.values()) {
        out.printf(
            "%s  %-7s  %s%n",
            one.id(), one.severity().name().toLowerCase(Locale.ROOT), one.title());
      }
      return ExitCode.CLEAN;
    }
    Code wanted =
        Code.ofId(fullId(code.get()))
            .orElseThrow(
                () ->
                    new WrongUse(
                        Code.NO_SUCH_CODE,
                        "There is no code `%s`; `ration explain` lists them all."
                            .formatted(code.get())));
    out.println(CodePage.of(wanted).text());
    return ExitCode.CLEAN;
  }

  private static String fullId(String written) {
    return written.chars().allMatch(Character::isDigit) && written.length() <= 4
        ? "RTN" + "0".repeat(4 - written.length()) + written
        : written;
  }
}
