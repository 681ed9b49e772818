package dev.ration.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code ration help}: how to use a command. */
@Command(name = "help", description = "Shows how to use a command.", helpCommand = true)
final class HelpCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "as in run; without it, all")
  private Optional<String> command = Optional.empty();

  @Override
  public void run() {
    CommandLine all = spec.commandLine().getParent();
    CommandLine wanted = command.map(all.getSubcommands()::get).orElse(all);
    if (command.isPresent() && wanted == all) {
      throw new UnmatchedArgumentException(all, List.of(command.get()));
    }
    wanted.usage(spec.commandLine().getOut());
  }
}
