package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.builtins.HostFunction;
import dev.ration.plan.Code;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that a policy can reach, looked through before it runs: what the interpreter cannot do yet is
 * found before anything moves.
 */
public final class Reach {
  private final Facts facts;
  private final Set<Symbol> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Tree> pending = new ArrayDeque<>();
  private final List<Symbol.ActivitySymbol> hostActions = new ArrayList<>();
  private final List<Symbol.ThinkSymbol> thinks = new ArrayList<>();
  private Optional<Refusal> refusal = Optional.empty();

  /** Why a policy cannot be run, and where. */
  public record Refusal(Code code, String message, Span at) {}

  private Reach(Facts facts) {
    this.facts = facts;
  }

  /** Finds the first thing that keeps a policy from being run. */
  public static Optional<Refusal> refusal(CheckedProgram program, Symbol.ActivitySymbol policy) {
    Reach reach = new Reach(program.facts());
    reach.reach(policy);
    while (!reach.pending.isEmpty() && reach.refusal.isEmpty()) {
      Walk.each(reach.pending.remove(), reach::look);
    }
    return reach.refusal;
  }

  /** The questions that a policy can put to models, in the order in which they are met. */
  public static List<Symbol.ThinkSymbol> thinks(
      CheckedProgram program, Symbol.ActivitySymbol policy) {
    Reach reach = new Reach(program.facts());
    reach.reach(policy);
    while (!reach.pending.isEmpty()) {
      Walk.each(reach.pending.remove(), reach::look);
    }
    return reach.thinks;
  }

  /** Finds the first host action that a policy can reach and the robot does not do. */
  public static Optional<Refusal> undriven(
      CheckedProgram program, Symbol.ActivitySymbol policy, Predicate<String> offers) {
    Reach reach = new Reach(program.facts());
    reach.reach(policy);
    while (!reach.pending.isEmpty()) {
      Walk.each(reach.pending.remove(), reach::look);
    }
    return reach.hostActions.stream()
        .filter(action -> !offers.test(action.toString().replaceFirst("^\\.", "")))
        .findFirst()
        .map(
            action ->
                new Refusal(
                    Code.NO_DRIVER,
                    "No driver of this robot does `" + action + "`, which the policy can reach.",
                    action.declaration().span()));
  }

  private void reach(Symbol symbol) {
    if (!seen.add(symbol)) {
      return;
    }
    switch (symbol) {
      case Symbol.ActivitySymbol activity -> {
        pending.add(activity.declaration());
        if (activity.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION) {
          hostActions.add(activity);
        }
      }
      case Symbol.ThinkSymbol think -> {
        thinks.add(think);
        pending.add(think.declaration());
      }
      case Symbol.ConstantSymbol constant -> pending.add(constant.declaration());
      case Symbol.FunctionSymbol function -> {
        pending.add(function.declaration());
        if (function.declaration().body() == null
            && HostFunction.find(function.toString()).isEmpty()) {
          refuse(
              Code.NO_HOST_FUNCTION,
              "No host offers `" + function + "`.",
              function.declaration().span());
        }
      }
      default -> {}
    }
  }

  private void look(Object node) {
    switch (node) {
      case Expression.Reference _, Expression.Member _ -> {
        Expression named = (Expression) node;
        facts.symbolOf(named).ifPresent(this::reach);
        if (facts.symbolOf(named).orElse(null) instanceof Symbol.BuiltinSymbol builtin) {
          look(builtin.builtin(), named.span());
        }
      }
      case Statement.Given given -> unsupported("given", given.span());
      case Statement.Stub stub -> unsupported("stub", stub.span());
      case Statement.Expect expect -> unsupported("expect", expect.span());
      default -> {}
    }
  }

  private void look(Builtin builtin, Span at) {
    switch (builtin) {
      case HEAR, SAID, DID, TIER_OF -> unsupported(builtin.word(), at);
      default -> {}
    }
  }

  private void unsupported(String what, Span at) {
    refuse(Code.NOT_SUPPORTED, "`" + what + "` cannot be run yet.", at);
  }

  private void refuse(Code code, String message, Span at) {
    if (refusal.isEmpty()) {
      refusal = Optional.of(new Refusal(code, message, at));
    }
  }
}
