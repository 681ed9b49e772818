package dev.ration.cli;

import dev.ration.grammar.diag.NearWords;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that cannot be understood: what is wrong, and what to type. */
final class UsageMistake implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    boolean isTop = command.getParent() == null;
    boolean isGroup = !command.getSubcommands().isEmpty();
    PrintWriter err = command.getErr();
    err.println("ration: " + message(mistake, command, isGroup));
    if (isTop && arguments.length == 0) {
      err.println();
      command.usage(err);
      return ExitCode.FAULT;
    }
    suggestions(mistake, command, isGroup).ifPresent(err::println);
    err.println(
        isTop
            ? "  `ration help` lists the commands and options"
            : "  `%s --help` shows what it takes"
                .formatted(command.getCommandSpec().qualifiedName()));
    err.flush();
    return ExitCode.FAULT;
  }

  private static String message(ParameterException mistake, CommandLine command, boolean isGroup) {
    String name = "`" + command.getCommandSpec().qualifiedName() + "`";
    return switch (mistake) {
      case UnmatchedArgumentException unmatched -> {
        String word = unmatched.getUnmatched().getFirst();
        yield word.startsWith("-") && word.length() > 1
            ? name + " has no option `" + word + "`."
            : isGroup
                ? command.getParent() == null
                    ? "There is no command `" + word + "`."
                    : name + " has no command `" + word + "`."
                : "`" + word + "` is one argument too many for " + name + ".";
      }
      case MissingParameterException missing ->
          name
              + " needs "
              + missing.getMissing().stream()
                  .map(ArgSpec::paramLabel)
                  .distinct()
                  .collect(Collectors.joining(" and "))
              + ": "
              + missing.getMissing().stream()
                  .map(one -> String.join(" ", one.description()))
                  .distinct()
                  .collect(Collectors.joining("; "))
              + ".";
      default -> {
        String text = String.valueOf(mistake.getMessage());
        yield text.endsWith(".") ? text : text + ".";
      }
    };
  }

  private static Optional<String> suggestions(
      ParameterException mistake, CommandLine command, boolean isGroup) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    String word = unmatched.getUnmatched().getFirst();
    CommandSpec spec = command.getCommandSpec();
    List<String> known = new ArrayList<>(spec.optionsMap().keySet());
    if (isGroup) {
      known.addAll(command.getSubcommands().keySet());
    }
    int equals = word.indexOf('=');
    List<String> near = NearWords.near(equals < 0 ? word : word.substring(0, equals), known);
    return near.isEmpty()
        ? Optional.empty()
        : Optional.of(
            near.stream()
                .map(one -> "`" + one + "`")
                .collect(Collectors.joining(" or ", "  did you mean ", "?")));
  }
}
