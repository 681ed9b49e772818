package dev.ration.interpreter;

import com.oracle.truffle.api.CallTarget;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.PrivateSources;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.interpreter.lower.Lowering;
import dev.ration.interpreter.lower.Reach;
import dev.ration.interpreter.nodes.BugSite;
import dev.ration.interpreter.nodes.GuestRootNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.action.EntryRootNode;
import dev.ration.interpreter.nodes.expr.ArgumentNode;
import dev.ration.interpreter.values.NoneValue;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.scope.Outcome;
import dev.ration.runtime.scope.Run;
import dev.ration.runtime.scope.RunResult;
import dev.ration.runtime.scope.Scopes;
import dev.ration.runtime.spi.ModelRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A checked program, ready to run any number of times. Thread-safe. */
public final class Program {
  private final Interpreter interpreter;
  private final CheckedProgram checked;
  private final Lowering lowering;
  private final Map<Symbol, CallTarget> policies = new HashMap<>();

  Program(Interpreter interpreter, CheckedProgram checked, Lowering lowering) {
    this.interpreter = interpreter;
    this.checked = checked;
    this.lowering = lowering;
  }

  /** The program as it was checked. */
  public CheckedProgram checked() {
    return checked;
  }

  /**
   * Starts a policy. What cannot be run is refused before anything moves: the result then has a
   * {@link Finished.Defect} and no receipt.
   *
   * @param arguments by parameter; those that are left out take their defaults
   * @param run made for this one run, on a scheduler that {@link Interpreter#scheduling} set up
   */
  public Execution start(Symbol.ActivitySymbol policy, Map<String, Argument> arguments, Run run) {
    Optional<Reach.Refusal> refusal =
        Reach.refusal(checked, policy)
            .or(() -> Reach.undriven(checked, policy, run.robot().standing()::offers));
    if (refusal.isPresent()) {
      Reach.Refusal why = refusal.get();
      return refused(run, new Bug(why.code(), why.message()), Optional.of(why.at()));
    }
    EntryRootNode.Start start;
    try {
      start = interpreter.inside(() -> enter(policy, arguments));
    } catch (Bug bug) {
      return refused(run, bug, BugSite.of(bug));
    }
    run.service(Inputs.class)
        .ifPresent(
            inputs ->
                inputs.say(
                    RunInputs.TYPE,
                    0,
                    event ->
                        RunInputs.write(
                            event, checked, policy, arguments, run.scheduler(), inputs)));
    CompletableFuture<Finished> result =
        run.start(start.spec(), start.demands(), start.body())
            .thenApply(ended -> finished(policy, ended));
    return new Execution(run, result);
  }

  /** The shapes of the questions that a policy can put to models. */
  public List<ModelRequest> shapes(Symbol.ActivitySymbol policy) {
    return interpreter.inside(
        () -> Reach.thinks(checked, policy).stream().map(lowering::shape).toList());
  }

  /** Runs a policy and waits for its end. */
  public Finished run(Symbol.ActivitySymbol policy, Map<String, Argument> arguments, Run run) {
    return start(policy, arguments, run).join();
  }

  private synchronized EntryRootNode.Start enter(
      Symbol.ActivitySymbol policy, Map<String, Argument> arguments) {
    CallTarget target = policies.computeIfAbsent(policy, each -> lowering.policy(policy));
    List<Symbol.Variable> parameters = policy.parameters();
    Object[] values = new Object[GuestRootNode.FIRST + parameters.size()];
    values[GuestRootNode.LINE] = Line.free();
    for (int i = 0; i < parameters.size(); i++) {
      Argument given = arguments.get(parameters.get(i).name());
      values[GuestRootNode.FIRST + i] =
          switch (given) {
            case null -> ArgumentNode.DEFAULT;
            case Argument.Earlier(GuestValue value) -> value.raw();
            case Argument.Given(var expression) ->
                lowering.expression(expression).call(Line.free(), null);
          };
    }
    return (EntryRootNode.Start) target.call(values);
  }

  private static Execution refused(Run run, Bug bug, Optional<Span> at) {
    return new Execution(
        run,
        CompletableFuture.completedFuture(
            new Finished(
                new Outcome.Broken(bug),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new Finished.Defect(bug.code(), message(bug), at)))));
  }

  private static String message(Bug bug) {
    return bug.getMessage() == null ? bug.code().title() : bug.getMessage();
  }

  private Finished finished(Symbol.ActivitySymbol policy, RunResult ended) {
    Optional<Finished.Defect> defect =
        ended.outcome() instanceof Outcome.Broken(Bug bug)
            ? Optional.of(new Finished.Defect(bug.code(), message(bug), BugSite.of(bug)))
            : Optional.empty();
    return new Finished(
        ended.outcome(),
        value(policy, ended.outcome()),
        Optional.of(ended.receipt()),
        ended.isAbandoned(),
        defect);
  }

  private Optional<GuestValue> value(Symbol.ActivitySymbol policy, Outcome outcome) {
    Type type = policy.result();
    if (type instanceof Type.Nothing
        || !(outcome instanceof Outcome.Ok(Object value))
        || value == Scopes.SKIPPED) {
      return Optional.empty();
    }
    Object known =
        value instanceof dev.ration.interpreter.nodes.control.ExitException.Return exit
            ? exit.value()
            : value;
    boolean isPrivate =
        policy.declaration().clauses().stream().anyMatch(Clause.Private.class::isInstance)
            || PrivateSources.isPrivate(type)
            || checked().facts().isResultPrivate(policy.declaration());
    return Optional.of(new GuestValue(known == null ? NoneValue.NONE : known, type, isPrivate));
  }
}
