package dev.ration.interpreter;

import dev.ration.grammar.check.CheckedArgument;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.PrivateSources;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What somebody gave for the parameters of a policy, and what is wrong with it. Immutable.
 *
 * @param values what fits, by parameter
 * @param wrong the findings about what does not, by the name it was given for
 * @param missing the parameters that have neither a value nor a default, in their order
 */
public record Arguments(
    Map<String, Argument> values, Map<String, List<Diagnostic>> wrong, List<Missing> missing) {
  public Arguments {
    values = Map.copyOf(values);
    missing = List.copyOf(missing);
  }

  /**
   * A parameter without a value.
   *
   * @param type its type, as a policy writes it
   * @param example something of that type, or {@code …}
   */
  public record Missing(String name, String type, String example) {
    /** What to type, as in {@code count=3}. */
    public String typed() {
      return name + "=" + example;
    }
  }

  /**
   * Checks what was given; the names of the module and of the site are known in it.
   *
   * <p>Not to be called while another thread uses the program.
   *
   * @param given expressions as in a policy, by parameter
   * @param place what a finding calls the place of a value, before the parameter's name
   */
  public static Arguments read(
      CheckedProgram program,
      Symbol.ActivitySymbol policy,
      Map<String, String> given,
      String place) {
    Map<String, Argument> values = new LinkedHashMap<>();
    Map<String, List<Diagnostic>> wrong = new LinkedHashMap<>();
    given.forEach(
        (name, text) -> {
          Source source = new Source(place + name, text);
          CheckedArgument checked = Checker.argument(program, policy, name, source);
          if (checked.hasErrors()) {
            wrong.put(name, shown(policy, name, source, checked.findings()));
          } else {
            values.put(name, Argument.of(checked));
          }
        });
    List<Missing> missing = new ArrayList<>();
    for (int i = 0; i < policy.parameters().size(); i++) {
      String name = policy.parameters().get(i).name();
      boolean isOptional = policy.declaredParameters().get(i).defaultValue() != null;
      if (!isOptional && !given.containsKey(name)) {
        Type type = policy.parameters().get(i).type();
        missing.add(new Missing(name, type.display(), example(type)));
      }
    }
    return new Arguments(values, wrong, missing);
  }

  /** The findings; where the parameter is private, without what was given for it (M7). */
  private static List<Diagnostic> shown(
      Symbol.ActivitySymbol policy, String name, Source source, List<Diagnostic> findings) {
    return policy.parameters().stream()
        .filter(one -> one.name().equals(name))
        .filter(one -> one.isPrivate() || PrivateSources.holdsPrivate(one.type()))
        .findFirst()
        .map(
            parameter -> {
              Span nothing = new Span(new Source(source.name(), "…"), 0, 1);
              String message =
                  "What is given for `%s` does not fit; it is private and not shown."
                      .formatted(name);
              return List.of(
                  Diagnostic.of(findings.getFirst().code(), nothing, message)
                      .hint("give a `" + parameter.type().display() + "`, as a policy writes it"));
            })
        .orElse(findings);
  }

  private static String example(Type type) {
    return switch (type) {
      case Type.Text _ -> "\"…\"";
      case Type.Bool _ -> "true";
      case Type.Int _ -> "1";
      case Type.EnumOf(var symbol) ->
          symbol.cases().isEmpty() ? "…" : symbol.cases().getFirst().name();
      default -> "…";
    };
  }

  /** Which values are missing: as in {@code `p` needs a value for `count: Int`.} */
  public String shortage(Symbol.ActivitySymbol policy) {
    return "`%s` needs a value for %s."
        .formatted(
            policy.name(),
            missing.stream()
                .map(one -> "`" + one.name() + ": " + one.type() + "`")
                .collect(Collectors.joining(" and ")));
  }
}
