package dev.ration.cli;

import dev.ration.connect.driver.DriverList;
import dev.ration.connect.driver.Operator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration rearm}: ends the emergency stop, once nobody is in the way (C7). */
@Command(name = "rearm", description = "Arms robots again after an emergency stop.")
final class RearmCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "ADDRESS",
      description = "drivers, as in unix:/run/arm.sock; without, all that your runs have connected")
  private List<String> addresses = List.of();

  @Override
  public Integer call() throws InterruptedException {
    return new OperatorCall(spec, Operator::rearm, DriverList::armed).on(addresses);
  }
}
