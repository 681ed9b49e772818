package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Renderer;
import dev.ration.interpreter.Argument;
import dev.ration.interpreter.Arguments;
import dev.ration.plan.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which policy of a file runs, and with what. */
final class Policies {
  private Policies() {}

  /**
   * The policy of that name, or the only one.
   *
   * @throws WrongUse if there is none, or which is open
   */
  static Symbol.ActivitySymbol choose(CheckedProgram program, Path file, Optional<String> name) {
    List<Symbol.ActivitySymbol> policies =
        program.roots().stream().flatMap(root -> root.policies().stream()).toList();
    String known =
        policies.stream().map(one -> "`" + one.name() + "`").collect(Collectors.joining(", "));
    if (policies.isEmpty()) {
      throw new WrongUse(Code.NO_SUCH_POLICY, "`%s` declares no policy to run.".formatted(file));
    }
    if (name.isEmpty() && policies.size() > 1) {
      throw new WrongUse(
          Code.NO_SUCH_POLICY,
          "`%s` has several policies; choose one with --policy: %s.".formatted(file, known));
    }
    return policies.stream()
        .filter(one -> name.isEmpty() || one.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongUse(
                    Code.NO_SUCH_POLICY,
                    "`%s` has no policy `%s`; it has %s.".formatted(file, name.orElse(""), known)));
  }

  /**
   * The arguments, checked; parameters with a default may be left out.
   *
   * @param command what to type with more arguments
   * @throws WrongUse if one is missing, unknown or does not fit
   */
  static Map<String, Argument> arguments(
      CheckedProgram program,
      Symbol.ActivitySymbol policy,
      Map<String, String> given,
      Function<List<String>, String> command) {
    Arguments read = Arguments.read(program, policy, given, "--arg ");
    read.wrong()
        .forEach(
            (name, findings) -> {
              throw new WrongUse(
                  Code.WRONG_ARGUMENT,
                  "The value of `--arg %s` does not fit.%n%s"
                      .formatted(name, new Renderer(false).render(findings).stripTrailing()));
            });
    if (!read.missing().isEmpty()) {
      List<String> more = read.missing().stream().map(Arguments.Missing::typed).toList();
      throw new WrongUse(
          Code.MISSING_ARGUMENT, "%s%n  %s".formatted(read.shortage(policy), command.apply(more)));
    }
    return read.values();
  }
}
