package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.profile.RobotProfile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a robot has what policies hold and read, in the order in which they take it (P5). */
final class RobotFit {
  private record Visit(Symbol activity, Set<String> held) {}

  private record Key(Code code, Span at) {}

  private final Facts facts;
  private final RobotProfile robot;
  private final Map<String, Integer> order = new HashMap<>();
  private final Set<Visit> visited = new HashSet<>();
  private final Map<Key, Diagnostic> findings = new LinkedHashMap<>();

  private RobotFit(Facts facts, RobotProfile robot) {
    this.facts = facts;
    this.robot = robot;
    for (RobotProfile.Resource resource : robot.resources()) {
      order.put(resource.name(), order.size());
    }
  }

  /** Checks every policy of the modules that were asked for. */
  static List<Diagnostic> check(CheckedProgram program, RobotProfile robot) {
    var fit = new RobotFit(program.facts(), robot);
    for (CheckedModule module : program.roots()) {
      module.policies().forEach(policy -> fit.activity(policy, Set.of()));
    }
    return List.copyOf(fit.findings.values());
  }

  private void activity(Symbol.ActivitySymbol activity, Set<String> held) {
    if (visited.add(new Visit(activity, held))) {
      walk(activity.declaration(), held);
    }
  }

  private void walk(Tree node, Set<String> held) {
    List<? extends Tree> parts = Parts.of(node);
    Set<String> inside = held;
    for (Tree part : parts) {
      if (part instanceof Clause.Holds holds) {
        inside = hold(holds, null, null, inside);
      }
    }
    switch (node) {
      case Expression.Call call -> call(call, inside);
      case Expression.Reference reference -> read(reference);
      case Expression.Member member -> {
        if (read(member)) {
          return;
        }
      }
      default -> {}
    }
    for (Tree part : parts) {
      walk(part, inside);
    }
  }

  private void call(Expression.Call call, Set<String> held) {
    if (!(facts.symbolOf(call.callee()).orElse(null) instanceof Symbol.ActivitySymbol callee)) {
      return;
    }
    if (callee.declaration().kind() != Declaration.Activity.Kind.HOST_ACTION) {
      activity(callee, held);
      return;
    }
    Set<String> inside = held;
    for (Clause clause : callee.declaration().clauses()) {
      if (clause instanceof Clause.Holds holds) {
        inside = hold(holds, call.span(), callee.name(), inside);
      }
    }
  }

  /** What one clause names is admitted together, so its own order means nothing. */
  private Set<String> hold(
      Clause.Holds holds, @Nullable Span at, @Nullable String action, Set<String> held) {
    Set<String> more = new LinkedHashSet<>(held);
    for (Clause.Holding one : holds.holdings()) {
      if (!(facts.symbolOf(one.resource()).orElse(null) instanceof Symbol.Variable)) {
        Tree.Path resource = one.resource();
        more.addAll(hold(resource.text(), at == null ? resource.span() : at, action, held));
      }
    }
    return more;
  }

  private Set<String> hold(String resource, Span at, @Nullable String action, Set<String> held) {
    if (held.contains(resource) || held.stream().anyMatch(one -> takes(one, resource))) {
      return held;
    }
    Integer place = order.get(resource);
    String subject = action == null ? "" : "`" + action + "` holds `" + resource + "`, which ";
    if (place == null) {
      String start = action == null ? "`" + resource + "` is held, which " : subject;
      missing(at, start + "the robot `" + robot.name() + "` does not have.");
      // What is missing once is not reported again for all that happens inside.
      Set<String> more = new LinkedHashSet<>(held);
      more.add(resource);
      return more;
    }
    for (String one : held) {
      if (order.getOrDefault(one, -1) > place) {
        outOfOrder(resource, one, at, action);
        break;
      }
    }
    Set<String> more = new LinkedHashSet<>(held);
    more.add(resource);
    return more;
  }

  private boolean takes(String holder, String part) {
    return robot
        .resource(holder)
        .map(known -> known.takes().getOrDefault(part, 0.0) >= 1.0)
        .orElse(false);
  }

  private void missing(Span at, String message) {
    report(
        Diagnostic.of(Code.NOT_ON_ROBOT, at, message)
            .hint("choose another robot for the site, or do without it"));
  }

  private void outOfOrder(String resource, String held, Span at, @Nullable String action) {
    String start = action == null ? "" : "`" + action + "` holds `" + resource + "`: ";
    report(
        Diagnostic.of(
                Code.HOLDS_OUT_OF_ORDER,
                at,
                start
                    + "`"
                    + resource
                    + "` is taken while `"
                    + held
                    + "` is held, but the robot `"
                    + robot.name()
                    + "` lists it before `"
                    + held
                    + "`.")
            .hint("hold `" + resource + "` further out, together with `" + held + "`"));
  }

  private void report(Diagnostic finding) {
    findings.putIfAbsent(new Key(finding.code(), finding.at()), finding);
  }

  /** Whether the expression names something of the robot itself. */
  private boolean read(Expression expression) {
    if (!(facts.symbolOf(expression).orElse(null) instanceof Symbol.WorldSymbol world)) {
      return false;
    }
    boolean isThere =
        switch (world.declaration().kind()) {
          case RESOURCE -> order.containsKey(world.name());
          case SENSOR -> robot.sensors().containsKey(world.name());
          case TOPIC, PLACE -> true;
        };
    if (!isThere) {
      boolean isSensor = world.declaration().kind() == Declaration.World.Kind.SENSOR;
      String kind = isSensor ? "sensor" : "resource";
      missing(
          expression.span(),
          "`"
              + world.name()
              + "` is a "
              + kind
              + " that the robot `"
              + robot.name()
              + "` does not have.");
    }
    return true;
  }
}
