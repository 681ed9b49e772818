package dev.ration.interpreter;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.KeptProgram;
import dev.ration.grammar.check.PrivateSources;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Tree;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.SchedulerSettings;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The line of a trace that holds what a run was started with, so that the trace stands alone. */
final class RunInputs {
  static final String TYPE = "run.inputs";

  private RunInputs() {}

  static TraceEvent write(
      TraceEvent event,
      CheckedProgram program,
      Symbol.ActivitySymbol policy,
      Map<String, Argument> arguments,
      Scheduler scheduler,
      Inputs inputs) {
    SchedulerSettings settings = scheduler.settings();
    return event
        .with("policy", policy.name())
        .with("module", policy.module())
        .with("clock", scheduler.isVirtual() ? "virtual" : "real")
        .with("seed", settings.seed())
        .with("step_ns", settings.stepNanos())
        .with("slice_ns", settings.sliceNanos())
        .with("arguments", arguments(policy, arguments, inputs))
        .with("modules", KeptProgram.of(program).stream().map(RunInputs::module).toList());
  }

  private static Map<String, Object> arguments(
      Symbol.ActivitySymbol policy, Map<String, Argument> arguments, Inputs inputs) {
    boolean isPrivate =
        policy.declaration().clauses().stream().anyMatch(Clause.Private.class::isInstance);
    Map<String, Object> texts = new LinkedHashMap<>();
    for (int i = 0; i < policy.parameters().size(); i++) {
      Tree.Parameter parameter = policy.declaredParameters().get(i);
      Argument argument = arguments.get(parameter.name().text());
      if (argument != null) {
        String text = text(argument);
        boolean isSealed =
            isPrivate
                || parameter.isPrivate()
                || argument instanceof Argument.Earlier(GuestValue value) && value.isPrivate()
                || PrivateSources.holdsPrivate(policy.parameters().get(i).type());
        texts.put(parameter.name().text(), isSealed ? inputs.sealing().seal(text) : text);
      }
    }
    return texts;
  }

  private static String text(Argument argument) {
    return switch (argument) {
      case Argument.Given(var expression) -> expression.span().text();
      case Argument.Earlier(GuestValue value) -> value.source();
    };
  }

  private static Map<String, Object> module(KeptProgram.Kept kept) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("name", kept.name());
    parts.put("source", kept.source());
    parts.put("sha256", kept.sha256());
    kept.text().ifPresent(text -> parts.put("text", text));
    if (kept.isLibrary()) {
      parts.put("library", true);
    }
    if (kept.isRoot()) {
      parts.put("root", true);
    }
    if (kept.isSite()) {
      parts.put("site", true);
    }
    return parts;
  }

  /** The modules that such a line holds. */
  static List<KeptProgram.Kept> modules(Map<String, Object> line) {
    List<KeptProgram.Kept> modules = new ArrayList<>();
    if (line.get("modules") instanceof List<?> all) {
      for (Object one : all) {
        if (one instanceof Map<?, ?> parts) {
          modules.add(
              new KeptProgram.Kept(
                  String.valueOf(parts.get("name")),
                  String.valueOf(parts.get("source")),
                  parts.get("text") instanceof String text ? Optional.of(text) : Optional.empty(),
                  String.valueOf(parts.get("sha256")),
                  Boolean.TRUE.equals(parts.get("library")),
                  Boolean.TRUE.equals(parts.get("root")),
                  Boolean.TRUE.equals(parts.get("site"))));
        }
      }
    }
    return modules;
  }
}
