package dev.ration.interpreter.lower;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.SourceSection;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Declaration.ThinkLine;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.nodes.Sources;
import dev.ration.interpreter.nodes.action.CommandNode;
import dev.ration.interpreter.nodes.action.EntryRootNode;
import dev.ration.interpreter.nodes.control.FunctionEntry;
import dev.ration.interpreter.nodes.control.FunctionRootNode;
import dev.ration.interpreter.nodes.control.VoidNode;
import dev.ration.interpreter.nodes.expr.ReadNode;
import dev.ration.interpreter.values.Answers;
import dev.ration.interpreter.values.HostValues;
import dev.ration.interpreter.values.Rendering;
import dev.ration.plan.ResultType;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.scope.CommandSpec;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.spi.ModelRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked program on its way to executable code; what is called is lowered when its caller is.
 *
 * <p>Used by one thread at a time. The program must have no errors.
 */
public final class Lowering {
  private final TruffleLanguage<?> language;
  private final Facts facts;
  private final Sources sources;
  private final Contracts contracts;
  private final Estimates estimates;
  private final Map<Symbol, FunctionEntry> entries = new HashMap<>();
  private final Deque<Runnable> pending = new ArrayDeque<>();
  private final Set<Symbol> watched = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param site with the robot whose profile amends the contracts of host actions, and with the
   *     models; null where nothing is known of them
   */
  public Lowering(
      TruffleLanguage<?> language, Sources sources, CheckedProgram program, @Nullable Site site) {
    this.language = language;
    this.facts = program.facts();
    this.sources = sources;
    this.contracts = new Contracts(facts, site == null ? null : site.robot());
    this.estimates = new Estimates(program, site);
    program.modules().forEach(module -> Walk.each(module.tree(), this::watch));
  }

  /** Notes the variables that conditions read, for these are looked at again when they change. */
  private void watch(Object node) {
    switch (node) {
      case Clause.Keep keep -> watchAll(keep.condition());
      case Clause.Until until -> watchAll(until.condition());
      case Statement.Whenever whenever -> watchAll(whenever.event());
      case Expression.WaitUntil wait -> watchAll(wait.condition());
      default -> {}
    }
  }

  private void watchAll(Expression condition) {
    Walk.each(
        condition,
        node -> {
          if (node instanceof Expression.Reference) {
            facts.symbolOf(node).ifPresent(watched::add);
          }
        });
  }

  boolean isWatched(Symbol.Variable variable) {
    return watched.contains(variable);
  }

  TruffleLanguage<?> language() {
    return language;
  }

  Facts facts() {
    return facts;
  }

  Estimates estimates() {
    return estimates;
  }

  Contracts contracts() {
    return contracts;
  }

  SourceSection section(Span span) {
    var source = sources.of(span.source());
    int end = Math.min(span.end(), source.getLength());
    int start = Math.min(span.start(), end);
    return source.createSection(start, end - start);
  }

  /** Lowers a policy so that the runtime can start it: a call gives {@link EntryRootNode.Start}. */
  public CallTarget policy(Symbol.ActivitySymbol policy) {
    Body body = new Body(this, null);
    Declaration.Activity declaration = policy.declaration();
    ExpressionNode[] parameters =
        Calls.parameters(body, policy.parameters(), declaration.parameters());
    EntryRootNode.Outermost outermost =
        new Activities(body).outermost(shape(policy, ScopeSpec.Kind.POLICY));
    CallTarget target =
        new EntryRootNode(
                language, body.descriptor(), section(declaration.span()), parameters, outermost)
            .getCallTarget();
    drain();
    return target;
  }

  /** Lowers an expression that stands by itself, such as a policy's argument. */
  public CallTarget expression(Expression expression) {
    CallTarget target = root("argument", expression, new Body(this, null));
    drain();
    return target;
  }

  /**
   * What a question is like before its words are known: task, examples and result, for a model to
   * get ready for. Its examples are constants, which the checker sees to.
   */
  public ModelRequest shape(Symbol.ThinkSymbol think) {
    Type answer = think.result() instanceof Type.Guess(Type element) ? element : Type.BROKEN;
    ResultType result = new ResultTypes(new Constants(facts)).of(answer);
    List<ModelRequest.Example> examples = new ArrayList<>();
    for (ThinkLine line : think.declaration().lines()) {
      if (line instanceof ThinkLine.Example example) {
        List<String> inputs = new ArrayList<>();
        for (Expression input : example.inputs()) {
          inputs.add(Rendering.text(constant(input), facts.typeOf(input)));
        }
        examples.add(
            new ModelRequest.Example(
                inputs, Answers.toAnswer(constant(example.answer()), result, answer)));
      }
    }
    return new ModelRequest(
        think.declaration().doc().orElse("").strip(),
        List.of(),
        List.of(),
        List.of(),
        examples,
        result,
        1,
        Duration.ofSeconds(1));
  }

  private Object constant(Expression expression) {
    return expression(expression).call(Line.free(), null);
  }

  private RootCallTarget root(String name, Expression expression, Body body) {
    ExpressionNode lowered = new Expressions(body).lower(expression);
    return function(name, expression.span(), body, new ExpressionNode[0], lowered);
  }

  private RootCallTarget function(
      String name, Span span, Body body, ExpressionNode[] parameters, ExpressionNode content) {
    return new FunctionRootNode(
            language,
            body.descriptor(),
            name,
            section(span),
            new FunctionRootNode.Code(parameters, content.asRootBody()))
        .getCallTarget();
  }

  private void drain() {
    for (Runnable next = pending.poll(); next != null; next = pending.poll()) {
      next.run();
    }
  }

  /** Finds what a call of something reaches; its code follows before anything runs. */
  FunctionEntry entry(Symbol.Callable callee) {
    FunctionEntry known = entries.get(callee);
    if (known == null) {
      FunctionEntry made = new FunctionEntry(callee.toString());
      entries.put(callee, made);
      pending.add(() -> made.define(code(callee)));
      known = made;
    }
    return known;
  }

  FunctionEntry constant(Symbol.ConstantSymbol constant) {
    FunctionEntry known = entries.get(constant);
    if (known == null) {
      FunctionEntry made = new FunctionEntry(constant.toString());
      entries.put(constant, made);
      Expression value = constant.declaration().value();
      pending.add(() -> made.define(root(constant.toString(), value, new Body(this, null))));
      known = made;
    }
    return known;
  }

  private RootCallTarget code(Symbol.Callable callee) {
    Body body = new Body(this, null);
    ExpressionNode[] parameters =
        Calls.parameters(body, callee.parameters(), callee.declaredParameters());
    ExpressionNode content =
        switch (callee) {
          case Symbol.FunctionSymbol function -> function(function, body);
          case Symbol.ActivitySymbol activity -> activity(activity, body);
          case Symbol.ThinkSymbol think -> new Thinks(body).lower(think);
        };
    ExpressionNode value =
        callee.result() instanceof Type.Nothing ? new VoidNode(content) : content;
    return function(callee.name(), span(callee), body, parameters, value);
  }

  private static Span span(Symbol.Callable callee) {
    return switch (callee) {
      case Symbol.FunctionSymbol function -> function.declaration().span();
      case Symbol.ActivitySymbol activity -> activity.declaration().span();
      case Symbol.ThinkSymbol think -> think.declaration().span();
    };
  }

  private ExpressionNode function(Symbol.FunctionSymbol function, Body body) {
    Tree.Block block = function.declaration().body();
    return block == null
        ? HostFunctions.lower(function, arguments(function, body))
        : new Statements(body).block(block);
  }

  private static List<ExpressionNode> arguments(Symbol.Callable callee, Body body) {
    List<ExpressionNode> arguments = new ArrayList<>();
    for (Symbol.Variable parameter : callee.parameters()) {
      arguments.add(ReadNode.of(body.find(parameter)));
    }
    return arguments;
  }

  private ExpressionNode activity(Symbol.ActivitySymbol activity, Body body) {
    return switch (activity.declaration().kind()) {
      case POLICY -> new Activities(body).scope(shape(activity, ScopeSpec.Kind.POLICY));
      case ACTION -> new Activities(body).scope(shape(activity, ScopeSpec.Kind.ACTION));
      case HOST_ACTION -> command(activity, body);
    };
  }

  private Shape shape(Symbol.ActivitySymbol activity, ScopeSpec.Kind kind) {
    Declaration.Activity declaration = activity.declaration();
    Tree.Block block = declaration.body();
    if (block == null) {
      throw new IllegalStateException(activity + " has no body");
    }
    return Shape.of(
            activity.name(),
            kind,
            declaration.name().span(),
            declaration.clauses(),
            Estimates.block(block),
            inner ->
                activity.result() instanceof Type.Nothing
                    ? new VoidNode(new Statements(inner).block(block))
                    : new Statements(inner).block(block))
        .trailers(declaration.trailers());
  }

  private ExpressionNode command(Symbol.ActivitySymbol action, Body body) {
    CommandSpec command = contracts.command(action);
    boolean isTold = facts.isToldPrivate(action);
    List<CommandNode.Parameter> parameters =
        action.parameters().stream()
            .map(one -> new CommandNode.Parameter(one.name(), one.type(), isTold))
            .toList();
    ExpressionNode node =
        new CommandNode(
                command,
                parameters,
                action.result() instanceof Type.Nothing
                    ? null
                    : HostValues.conversion(action.result(), action.name()),
                arguments(action, body).toArray(ExpressionNode[]::new))
            .at(action.declaration().span());
    List<Clause> demanded = Deeds.demandsOf(action.declaration());
    if (demanded.isEmpty()) {
      return node;
    }
    return new Activities(body)
        .scope(
            Shape.of(
                action.name(),
                ScopeSpec.Kind.CALL,
                action.declaration().name().span(),
                demanded,
                budgets -> budgets.command(action),
                inner -> node));
  }
}
