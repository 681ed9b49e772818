package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Writes a scenario as a policy, the world it runs in as comments. Used by one thread. */
final class ScenarioText {
  private final StringBuilder text = new StringBuilder();
  private final TreeSet<Long> parameters = new TreeSet<>();
  private final TreeSet<Integer> done = new TreeSet<>();

  private ScenarioText() {}

  static String of(Scenario scenario) {
    ScenarioText body = new ScenarioText();
    Part.Step policy = scenario.policy();
    body.clauses(policy.clauses());
    body.text.append(" fails slipped, broken");
    body.block(policy.body(), 0);
    body.trailers(policy.trailers(), 0);
    return head(scenario, body) + "policy main(" + parameters(body) + ")" + body.text + "\n";
  }

  private static String parameters(ScenarioText body) {
    List<String> all = new ArrayList<>();
    all.add("yes: Bool = true");
    body.parameters.forEach(millis -> all.add("w" + millis + ": Time = " + millis + " ms"));
    return String.join(", ", all);
  }

  private static String head(Scenario scenario, ScenarioText body) {
    StringBuilder head = new StringBuilder();
    if (scenario.stop() != Part.NONE) {
      head.append("// the operator stops at ").append(scenario.stop()).append(" ms\n");
    }
    if (scenario.emergency() != Part.NONE) {
      head.append("// the robot is stopped at ").append(scenario.emergency()).append(" ms\n");
    }
    if (!scenario.readings().isEmpty()) {
      head.append("// calm turns at ").append(scenario.readings()).append(" ms\n");
    }
    if (!scenario.pings().isEmpty()) {
      head.append("// pings at ").append(scenario.pings()).append(" ms\n");
    }
    for (int i : body.done) {
      Scenario.Action action = scenario.actions().get(i);
      head.append(
          "host action a%d() takes %d us .. %d us .. %d us max %d us"
              .formatted(i, action.least(), action.takes(), action.takes(), action.max()));
      if (action.begins() > 0) {
        long begins = action.begins();
        head.append(
            " begins %d us .. %d us .. %d us max %d us".formatted(begins, begins, begins, begins));
      }
      if (action.watts() > 0) {
        head.append(" draws ").append(action.watts()).append(" W");
      }
      if (!action.holds().isEmpty()) {
        head.append(" holds ").append(action.holds());
      }
      head.append(" fails slipped");
      if (!action.faults().isEmpty()) {
        head.append("  // ").append(action.faults());
      }
      head.append('\n');
    }
    return head.append("sensor calm: Bool\ntopic pings: Int\n").toString();
  }

  private void clauses(Part.Clauses clauses) {
    if (clauses.within() != Part.NONE) {
      text.append(" within ").append(clauses.within()).append(" ms");
    }
    if (clauses.reserve() != Part.NONE) {
      text.append(" reserve ").append(clauses.reserve()).append(" ms");
    }
    if (clauses.energy() != Part.NONE) {
      text.append(clauses.more().isTotal() ? " total" : "");
      text.append(" energy ").append(clauses.energy()).append(" J");
    }
    more(clauses.more());
    if (clauses.attempts() > 0) {
      text.append(" retry ").append(clauses.attempts());
    }
    if (clauses.backoff() > 0) {
      text.append(" backoff ").append(clauses.backoff()).append(" ms");
    }
    if (!clauses.holds().isEmpty()) {
      text.append(" holds ").append(String.join(", ", clauses.holds()));
    }
    if (clauses.isSkipped()) {
      text.append(" skip if yes");
    }
    if (clauses.priority() != null) {
      text.append(" priority ").append(clauses.priority());
    }
    if (clauses.isPreemptible()) {
      text.append(" preemptible");
    }
    if (clauses.isKept()) {
      text.append(" keep calm");
    }
    if (clauses.isUntil()) {
      text.append(" until not calm");
    }
  }

  private void more(Part.More more) {
    if (more.power() != Part.NONE) {
      text.append(" power ").append(more.power()).append(" W");
    }
    if (more.isShared()) {
      text.append(" share energy");
    }
    if (more.isRequired()) {
      text.append(" require calm");
    }
    if (more.repair() >= 0) {
      done.add(more.repair());
      text.append(" else a").append(more.repair()).append("()");
    }
    if (more.isEnsured()) {
      text.append(" ensure calm");
    }
  }

  private void block(List<Part> parts, int depth) {
    text.append(" {\n");
    for (Part part : parts) {
      indent(depth + 1);
      part(part, depth + 1);
      text.append('\n');
    }
    indent(depth);
    text.append('}');
  }

  private void indent(int depth) {
    text.append("  ".repeat(depth));
  }

  private void part(Part part, int depth) {
    switch (part) {
      case Part.Wait(long millis, boolean isKnown) -> {
        if (isKnown) {
          text.append("wait ").append(millis).append(" ms");
        } else {
          parameters.add(millis);
          text.append("wait w").append(millis);
        }
      }
      case Part.Act(int action) -> {
        done.add(action);
        text.append('a').append(action).append("()");
      }
      case Part.Fail(String reason) -> text.append("fail ").append(reason);
      case Part.Step step -> step(step, depth);
      case Part.Critical(long within, List<Part> body) -> {
        text.append("critical within ").append(within).append(" ms");
        block(body, depth);
      }
      case Part.Parallel parallel -> parallel(parallel, depth);
      case Part.Every every -> {
        text.append("every ").append(every.periodMillis()).append(" ms");
        if (every.withinMillis() != Part.NONE) {
          text.append(" within ").append(every.withinMillis()).append(" ms");
        }
        if (every.queue() > 0) {
          text.append(" busy queue ").append(every.queue());
        }
        block(every.body(), depth);
      }
      case Part.Whenever whenever -> whenever(whenever, depth);
      case Part.Respond respond -> {
        text.append("respond");
        clauses(respond.clauses());
        block(respond.body(), depth);
        trailers(respond.trailers(), depth);
      }
      case Part.Freeze(int branch, boolean isStill) ->
          text.append(isStill ? "freeze b" : "unfreeze b").append(branch);
    }
  }

  private void whenever(Part.Whenever whenever, int depth) {
    text.append("whenever ")
        .append(
            switch (whenever.event()) {
              case PING -> "pings";
              case CALM -> "calm";
              case NOT_CALM -> "not calm";
              case SILENT -> "silent(pings, " + whenever.millis() + " ms)";
              case LOW -> "budget.low";
            });
    if (whenever.holdMillis() > 0) {
      text.append(" for ").append(whenever.holdMillis()).append(" ms");
    }
    if (whenever.everyMillis() > 0) {
      text.append(" every ").append(whenever.everyMillis()).append(" ms");
    }
    if (whenever.withinMillis() != Part.NONE) {
      text.append(" within ").append(whenever.withinMillis()).append(" ms");
    }
    text.append(
        switch (whenever.busy()) {
          case SKIP -> "";
          case RESTART -> " busy restart";
          case QUEUE -> " busy queue " + whenever.queue();
        });
    block(whenever.body(), depth);
    trailers(whenever.trailers(), depth);
  }

  private void step(Part.Step step, int depth) {
    text.append("step");
    clauses(step.clauses());
    block(step.body(), depth);
    trailers(step.trailers(), depth);
  }

  private void parallel(Part.Parallel parallel, int depth) {
    text.append(
        switch (parallel.kind()) {
          case ALL -> "all";
          case COLLECT -> "all collect";
          case ANY -> "any";
          case RACE -> "race";
          case AT_LEAST -> "at least " + parallel.atLeast() + " of";
        });
    clauses(parallel.clauses());
    text.append(" {\n");
    for (int i = 0; i < parallel.branches().size(); i++) {
      indent(depth + 1);
      text.append('b').append(i).append(": ");
      step(parallel.branches().get(i), depth + 1);
      text.append('\n');
    }
    for (Part.Arrow arrow : parallel.arrows()) {
      indent(depth + 1);
      text.append('b').append(arrow.before()).append(" -> b").append(arrow.after()).append('\n');
    }
    indent(depth);
    text.append('}');
    trailers(parallel.trailers(), depth);
  }

  private void trailers(Part.Trailers trailers, int depth) {
    // What follows an `else` would be put around all to its left (L7).
    Part.Soft soft = trailers.soft();
    if (soft != null) {
      text.append(" soft within ").append(soft.withinMillis()).append(" ms");
      block(soft.body(), depth);
    }
    Part.Cleanup cleanup = trailers.cleanup();
    if (cleanup != null) {
      text.append(" cleanup within ").append(cleanup.withinMillis()).append(" ms");
      block(cleanup.body(), depth);
    }
    for (Part.Handler handler : trailers.handlers()) {
      text.append(
          handler.reasons().isEmpty()
              ? " else"
              : " on " + String.join(", ", handler.reasons()).replace('(', '.').replace(")", ""));
      block(handler.body(), depth);
    }
  }
}
