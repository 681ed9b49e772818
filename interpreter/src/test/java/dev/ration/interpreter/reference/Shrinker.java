package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts a scenario down while it still shows what is wrong. */
final class Shrinker {
  /** So many cuts are tried at most. */
  private static final int MOST_TRIES = 2_000;

  private Shrinker() {}

  static Scenario shrink(Scenario scenario, Predicate<Scenario> isWrong) {
    Scenario smallest = scenario;
    int tries = 0;
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (Scenario cut : cuts(smallest)) {
        if (++tries > MOST_TRIES) {
          return smallest;
        }
        if (isWrong.test(cut)) {
          smallest = cut;
          isSmaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** How many pieces a policy has. */
  static int size(List<Part> parts) {
    int size = 0;
    for (Part part : parts) {
      size +=
          switch (part) {
            case Part.Step step -> 1 + size(step.body()) + size(step.trailers());
            case Part.Critical critical -> 1 + size(critical.body());
            case Part.Parallel parallel ->
                1 + size(List.copyOf(parallel.branches())) + size(parallel.trailers());
            case Part.Every every -> 1 + size(every.body());
            case Part.Whenever whenever -> 1 + size(whenever.body()) + size(whenever.trailers());
            case Part.Respond respond -> 1 + size(respond.body()) + size(respond.trailers());
            default -> 1;
          };
    }
    return size;
  }

  private static int size(Part.Trailers trailers) {
    int size = 0;
    for (Part.Handler handler : trailers.handlers()) {
      size += 1 + size(handler.body());
    }
    Part.Cleanup cleanup = trailers.cleanup();
    Part.Soft soft = trailers.soft();
    size += cleanup == null ? 0 : 1 + size(cleanup.body());
    return size + (soft == null ? 0 : 1 + size(soft.body()));
  }

  /** All that is one cut smaller, the largest cuts first. */
  private static List<Scenario> cuts(Scenario scenario) {
    List<Scenario> all = new ArrayList<>();
    for (Part.Step policy : steps(scenario.policy())) {
      // What keeps it from running for ever stays.
      if (policy.clauses().within() != Part.NONE) {
        all.add(scenario.with(policy));
      }
    }
    if (scenario.stop() != Part.NONE || scenario.emergency() != Part.NONE) {
      all.add(scenario.withoutStops());
    }
    if (!scenario.readings().isEmpty()) {
      List<Long> fewer = scenario.readings().subList(0, scenario.readings().size() - 1);
      all.add(scenario.reading(fewer));
    }
    if (!scenario.pings().isEmpty()) {
      all.add(scenario.pinged(scenario.pings().subList(0, scenario.pings().size() - 1)));
    }
    for (int i = 0; i < scenario.actions().size(); i++) {
      if (!scenario.actions().get(i).faults().isEmpty()) {
        List<Scenario.Action> actions = new ArrayList<>(scenario.actions());
        actions.set(i, actions.get(i).withoutFaults());
        all.add(scenario.with(actions));
      }
    }
    return all;
  }

  private static List<Part.Step> steps(Part.Step step) {
    List<Part.Step> all = new ArrayList<>();
    blocks(step.body()).forEach(body -> all.add(step.with(body)));
    trailers(step.trailers()).forEach(trailers -> all.add(step.with(trailers)));
    clauses(step.clauses()).forEach(clauses -> all.add(step.with(clauses)));
    return all;
  }

  private static List<List<Part>> blocks(List<Part> parts) {
    List<List<Part>> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      all.add(replaced(parts, i, List.of()));
    }
    for (int i = 0; i < parts.size(); i++) {
      switch (parts.get(i)) {
        case Part.Step step -> all.add(replaced(parts, i, step.body()));
        case Part.Critical critical -> all.add(replaced(parts, i, critical.body()));
        case Part.Every every -> all.add(replaced(parts, i, every.body()));
        case Part.Respond respond -> all.add(replaced(parts, i, respond.body()));
        case Part.Parallel parallel -> {
          for (Part.Step branch : parallel.branches()) {
            all.add(replaced(parts, i, List.of(branch)));
          }
        }
        default -> {}
      }
      for (Part smaller : parts(parts.get(i))) {
        all.add(replaced(parts, i, List.of(smaller)));
      }
    }
    return all;
  }

  private static List<Part> replaced(List<Part> parts, int index, List<? extends Part> by) {
    List<Part> changed = new ArrayList<>(parts.subList(0, index));
    changed.addAll(by);
    changed.addAll(parts.subList(index + 1, parts.size()));
    return changed;
  }

  private static List<Part> parts(Part part) {
    List<Part> all = new ArrayList<>();
    switch (part) {
      case Part.Step step -> all.addAll(steps(step));
      case Part.Critical(long within, List<Part> body) ->
          blocks(body).forEach(smaller -> all.add(new Part.Critical(within, smaller)));
      case Part.Parallel parallel -> all.addAll(constructs(parallel));
      case Part.Every every -> blocks(every.body()).forEach(body -> all.add(every.with(body)));
      case Part.Whenever whenever -> {
        blocks(whenever.body()).forEach(body -> all.add(whenever.with(body)));
        trailers(whenever.trailers()).forEach(trailers -> all.add(whenever.with(trailers)));
        if (!whenever.equals(whenever.plain())) {
          all.add(whenever.plain());
        }
      }
      case Part.Respond respond -> {
        blocks(respond.body()).forEach(body -> all.add(respond.with(body)));
        trailers(respond.trailers()).forEach(trailers -> all.add(respond.with(trailers)));
        if (respond.clauses().reserve() != Part.NONE) {
          all.add(respond.with(respond.clauses().within(respond.clauses().within(), Part.NONE)));
        }
      }
      default -> {}
    }
    return all;
  }

  private static List<Part> constructs(Part.Parallel parallel) {
    List<Part> all = new ArrayList<>();
    List<Part.Step> branches = parallel.branches();
    for (int i = 0; branches.size() > 2 && i < branches.size(); i++) {
      List<Part.Step> fewer = new ArrayList<>(branches);
      fewer.remove(i);
      all.add(parallel.with(fewer));
    }
    trailers(parallel.trailers()).forEach(trailers -> all.add(parallel.with(trailers)));
    clauses(parallel.clauses()).forEach(clauses -> all.add(parallel.with(clauses)));
    if (!parallel.arrows().isEmpty()) {
      all.add(parallel.withoutArrows());
    }
    for (int i = 0; i < branches.size(); i++) {
      for (Part.Step smaller : steps(branches.get(i))) {
        List<Part.Step> changed = new ArrayList<>(branches);
        changed.set(i, smaller);
        all.add(parallel.with(changed));
      }
    }
    return all;
  }

  private static List<Part.Trailers> trailers(Part.Trailers trailers) {
    List<Part.Trailers> all = new ArrayList<>();
    List<Part.Handler> handlers = trailers.handlers();
    Part.Cleanup cleanup = trailers.cleanup();
    Part.Soft soft = trailers.soft();
    for (int i = 0; i < handlers.size(); i++) {
      List<Part.Handler> fewer = new ArrayList<>(handlers);
      Part.Handler one = fewer.remove(i);
      all.add(new Part.Trailers(fewer, cleanup, soft));
      for (List<Part> body : blocks(one.body())) {
        List<Part.Handler> changed = new ArrayList<>(handlers);
        changed.set(i, new Part.Handler(one.reasons(), body));
        all.add(new Part.Trailers(changed, cleanup, soft));
      }
    }
    if (cleanup != null) {
      all.add(new Part.Trailers(handlers, null, soft));
      for (List<Part> body : blocks(cleanup.body())) {
        Part.Cleanup smaller = new Part.Cleanup(cleanup.withinMillis(), body);
        all.add(new Part.Trailers(handlers, smaller, soft));
      }
    }
    if (soft != null) {
      all.add(new Part.Trailers(handlers, cleanup, null));
      for (List<Part> body : blocks(soft.body())) {
        Part.Soft smaller = new Part.Soft(soft.withinMillis(), body);
        all.add(new Part.Trailers(handlers, cleanup, smaller));
      }
    }
    return all;
  }

  private static List<Part.Clauses> clauses(Part.Clauses clauses) {
    List<Part.Clauses> all = new ArrayList<>();
    if (clauses.reserve() != Part.NONE) {
      all.add(clauses.within(clauses.within(), Part.NONE));
    } else if (clauses.within() != Part.NONE) {
      all.add(clauses.within(Part.NONE, Part.NONE));
    }
    if (clauses.energy() != Part.NONE) {
      all.add(clauses.energy(Part.NONE));
    }
    if (clauses.attempts() > 0) {
      all.add(clauses.retry(0, 0));
    }
    Part.More more = clauses.more();
    if (!more.equals(Part.More.NOTHING)) {
      all.add(clauses.with(Part.More.NOTHING));
      all.add(clauses.with(more.power(Part.NONE)));
      if (more.repair() >= 0) {
        all.add(clauses.with(more.required(-1)));
      }
    }
    if (clauses.priority() != null || clauses.isPreemptible()) {
      all.add(clauses.priority(null, false));
    } else if (!clauses.holds().isEmpty()) {
      all.add(clauses.holds(List.of()));
    }
    return all;
  }
}
