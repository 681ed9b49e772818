package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Declaration.ThinkLine;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows private values, and reports where one would leave the robot (rule M7).
 *
 * <p>Values are followed, decisions are not: what is done because of a private value is no secret,
 * but a value that is chosen by one is computed from it.
 *
 * <p>A parameter that some call gives a private value is private inside the activity. What the
 * activity returns is then private for that call, and not for others.
 */
final class Privacy {
  /** Not private. */
  private static final int OPEN = 0;

  /** Private by itself: by its type, its field, its parameter or what computed it. */
  private static final int OWN = 1;

  /** Private where a call of the activity around it gives something private. */
  private static final int GIVEN = 2;

  private final CheckRun run;
  private final Deeds deeds;
  private final Map<Symbol, Integer> labels = new IdentityHashMap<>();
  private final Map<Declaration, Integer> results = new IdentityHashMap<>();
  private final Map<Symbol, Expression> givers = new IdentityHashMap<>();
  private int returned;
  private boolean hasChanged;
  private boolean staysInside;
  private boolean isSealed;
  private final List<Diagnostic> findings = new ArrayList<>();

  Privacy(CheckRun run) {
    this.run = run;
    this.deeds = new Deeds(run.facts);
  }

  /** Whether every value of a type is private. */
  static boolean isPrivate(Type type) {
    return switch (type) {
      case Type.RecordOf(var record) -> record.declaration().isPrivate();
      case Type.Host(var host) -> host.declaration().isPrivate();
      case Type.ListOf(Type element) -> isPrivate(element);
      case Type.Maybe(Type element) -> isPrivate(element);
      case Type.Guess(Type element) -> isPrivate(element);
      case Type.Outcome(Type value) -> isPrivate(value);
      case Type.MapOf(Type key, Type value) -> isPrivate(key) || isPrivate(value);
      default -> false;
    };
  }

  /**
   * Follows the values of all modules to the end, then gives what it found.
   *
   * <p>Writes nothing but what is private, so it may run beside checks that do not ask for that.
   */
  List<Diagnostic> check(List<ModuleScope> modules) {
    // What a look finds counts if it learnt nothing new, so the last one need not be repeated.
    do {
      hasChanged = false;
      findings.clear();
      modules.forEach(module -> visit(module.module().tree()));
    } while (hasChanged);
    return findings;
  }

  private void report(Code code, Span at, String message, String hint) {
    findings.add(Diagnostic.of(code, at, message).hint(hint));
  }

  /** Visits a node and everything below it; tells how private its value is. */
  private int visit(@Nullable Tree node) {
    if (node == null) {
      return OPEN;
    }
    List<Clause> clauses = Deeds.clausesOf(node);
    boolean wasInside = staysInside;
    boolean wasSealed = isSealed;
    boolean seals = Deeds.has(clauses, Clause.Private.class);
    if (!(node instanceof Declaration.Think)) {
      Clause.Tiers tiers = Deeds.clause(clauses, Clause.Tiers.class);
      staysInside |= seals || tiers != null && !deeds.namesCloud(clauses);
      isSealed |= seals;
    }
    int found = value(node) | (seals && node instanceof Expression ? OWN : OPEN);
    staysInside = wasInside;
    isSealed = wasSealed;
    if (node instanceof Expression expression) {
      found |= isPrivate(run.facts.typeOf(expression)) ? OWN : OPEN;
      if (found != OPEN) {
        run.facts.markPrivate(expression);
      }
    }
    return found;
  }

  private int value(Tree node) {
    return switch (node) {
      case Declaration.Think think -> think(think);
      case Declaration.Constant constant -> constant(constant);
      case Declaration.Function function -> callable(function);
      case Declaration.Activity activity -> callable(activity);
      case Tree.Block block -> block(block);
      case Statement statement -> statement(statement);
      case Construct construct -> construct(construct);
      case Trailer.On on -> visit(on.body());
      case Trailer.Else other -> visit(other.value());
      case Expression.Call call -> call(call);
      case Expression.Reference reference -> names(reference);
      case Expression.Member member -> visit(member.target()) | names(member);
      case Expression.Is is -> {
        int subject = visit(is.subject());
        bind(is.pattern(), subject);
        yield subject;
      }
      case Expression simple -> any(simple);
      default -> {
        any(node);
        yield OPEN;
      }
    };
  }

  private int any(Tree node) {
    int found = OPEN;
    for (Tree part : Parts.of(node)) {
      found |= visit(part);
    }
    return found;
  }

  /** What names a constant asks how private its value is, maybe before that was looked at. */
  private int constant(Declaration.Constant constant) {
    boolean wasPrivate = run.facts.isPrivate(constant.value());
    any(constant);
    hasChanged |= run.facts.isPrivate(constant.value()) != wasPrivate;
    return OPEN;
  }

  private int names(Expression expression) {
    return switch (run.facts.symbolOf(expression).orElse(null)) {
      case Symbol.Variable variable -> labelOf(variable);
      case Symbol.ConstantSymbol constant ->
          run.facts.isPrivate(constant.declaration().value()) ? OWN : OPEN;
      case null, default -> OPEN;
    };
  }

  private int labelOf(Symbol.Variable variable) {
    Integer label = labels.get(variable);
    return label != null ? label : variable.isPrivate() ? OWN : OPEN;
  }

  /** Follows a declaration and remembers what it returns, whatever it is given. */
  private int callable(Declaration declaration) {
    int outside = returned;
    returned = OPEN;
    int given = OPEN;
    for (Tree part : Parts.of(declaration)) {
      int found = visit(part);
      if (part instanceof Tree.Block || part instanceof Trailer) {
        given |= found;
      }
    }
    given |= returned;
    returned = outside;
    if ((given & OWN) != 0 && results.put(declaration, OWN) == null) {
      run.facts.markPrivateResult(declaration);
      hasChanged = true;
    }
    return OPEN;
  }

  private int block(Tree.Block block) {
    Expression tail = Blocks.tailOf(block);
    int found = OPEN;
    for (Statement statement : block.statements()) {
      int label = visit(statement);
      if (tail != null
          && statement instanceof Statement.Evaluate evaluate
          && evaluate.expression() == tail) {
        found = label;
      }
    }
    return found;
  }

  private int statement(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> mark(let, visit(let.value()));
      case Statement.Var made -> mark(made, visit(made.value()));
      case Statement.Assign assign -> mark(assign, visit(assign.value()) | (isSealed ? OWN : OPEN));
      case Statement.Return end -> {
        returned |= visit(end.value()) | (end.value() != null && isSealed ? OWN : OPEN);
        yield OPEN;
      }
      case Statement.Evaluate evaluate -> visit(evaluate.expression());
      default -> {
        any(statement);
        yield OPEN;
      }
    };
  }

  /** Remembers how private a name's value is. */
  private int mark(Object node, int label) {
    if (run.facts.symbolOf(node).orElse(null) instanceof Symbol.Variable variable) {
      mark(variable, label);
    }
    return OPEN;
  }

  private void mark(Symbol.Variable variable, int label) {
    int before = labelOf(variable);
    if ((before | label) != before) {
      labels.put(variable, before | label);
      variable.markPrivate();
      hasChanged = true;
    }
  }

  private int construct(Construct construct) {
    return switch (construct) {
      case Construct.When when -> {
        int found = visit(when.subject());
        int subject = found;
        for (Construct.Arm arm : when.arms()) {
          if (arm.pattern() != null) {
            bind(arm.pattern(), subject);
          }
          visit(arm.guard());
          found |= visit(arm.value());
        }
        yield found;
      }
      case Construct.For loop -> {
        mark(loop, visit(loop.items()));
        any(loop);
        yield OPEN;
      }
      case Construct.Parallel parallel -> parallel(parallel);
      default -> any(construct);
    };
  }

  /** Named branches keep their labels apart: each is a field of the result. */
  private int parallel(Construct.Parallel parallel) {
    visit(parallel.atLeast());
    parallel.clauses().forEach(this::visit);
    int found = OPEN;
    Type type = run.facts.typeOf(parallel);
    for (Construct.Branch branch : parallel.branches()) {
      int label = visit(branch.body());
      mark(branch, label);
      if (branch.label() != null && type instanceof Type.Branches(var fields)) {
        String name = branch.label().text();
        fields.branches().stream()
            .filter(field -> field.name().equals(name))
            .forEach(field -> mark(field, label));
      } else {
        found |= label;
      }
    }
    for (Trailer trailer : parallel.trailers()) {
      found |= visit(trailer);
    }
    return found;
  }

  private void bind(Pattern pattern, int label) {
    switch (pattern) {
      case Pattern.Bind bind -> mark(bind, label);
      case Pattern.Fields fields
          when run.facts.symbolOf(fields).orElse(null) instanceof Symbol.RecordSymbol record -> {
        for (int i = 0; i < fields.fields().size(); i++) {
          Pattern.FieldPattern field = fields.fields().get(i);
          bind(field.pattern(), label | fieldLabel(record, field, i));
        }
      }
      default -> {
        for (Tree part : Parts.of(pattern)) {
          if (part instanceof Pattern inner) {
            bind(inner, label);
          } else {
            visit(part);
          }
        }
      }
    }
  }

  private static int fieldLabel(Symbol.RecordSymbol record, Pattern.FieldPattern field, int place) {
    for (int i = 0; i < record.fields().size(); i++) {
      Symbol.Variable known = record.fields().get(i);
      Tree.Name name = field.name();
      if (name == null ? i == place : name.text().equals(known.name())) {
        return known.isPrivate() ? OWN : OPEN;
      }
    }
    return OPEN;
  }

  private int call(Expression.Call call) {
    Symbol called = deeds.called(call);
    int found = OPEN;
    if (call.callee() instanceof Expression.Member member && !(called instanceof Symbol.Callable)) {
      found |= visit(member.target());
    }
    Map<Expression, Integer> given = new IdentityHashMap<>();
    for (Expression.Argument argument : call.arguments()) {
      int label = visit(argument.value());
      given.put(argument.value(), label);
      found |= label;
    }
    return switch (called) {
      case Symbol.ThinkSymbol think -> {
        asked(call, think);
        yield found | sealedBy(think.declaration().clauses());
      }
      case Symbol.ActivitySymbol activity -> {
        if (activity.declaration().body() == null) {
          if (found != OPEN) {
            run.facts.markTold(activity);
          }
        } else if (!staysInside) {
          give(call, activity);
        } else if (found != OPEN && !isSealed) {
          // It goes on from there unlabelled, since it cannot leave; who is told it is not known.
          run.facts.markAllTold();
        }
        yield found | sealedBy(activity.declaration().clauses()) | resultOf(activity.declaration());
      }
      case Symbol.FunctionSymbol function -> found | resultOf(function.declaration());
      case Symbol.RecordSymbol record -> made(call, record, given);
      case null, default -> found;
    };
  }

  private int resultOf(Declaration callable) {
    return results.getOrDefault(callable, OPEN);
  }

  private static int sealedBy(List<Clause> clauses) {
    return Deeds.has(clauses, Clause.Private.class) ? OWN : OPEN;
  }

  /** What an activity is given privately is private inside it. */
  private void give(Expression.Call call, Symbol.ActivitySymbol activity) {
    List<@Nullable Expression> arguments = run.facts.argumentsOf(call);
    for (int i = 0; i < arguments.size() && i < activity.parameters().size(); i++) {
      Expression argument = arguments.get(i);
      Symbol.Variable parameter = activity.parameters().get(i);
      if (argument != null && run.facts.isPrivate(argument) && (labelOf(parameter) & OWN) == 0) {
        givers.putIfAbsent(parameter, argument);
        mark(parameter, GIVEN);
      }
    }
  }

  /** A record is as private as what its open fields are given; the others are so by themselves. */
  private int made(
      Expression.Call call, Symbol.RecordSymbol record, Map<Expression, Integer> given) {
    int found = OPEN;
    List<@Nullable Expression> arguments = run.facts.argumentsOf(call);
    for (int i = 0; i < arguments.size() && i < record.fields().size(); i++) {
      Expression argument = arguments.get(i);
      if (argument != null && !record.fields().get(i).isPrivate()) {
        found |= given.getOrDefault(argument, OPEN);
      }
    }
    return found;
  }

  /** Reports a private argument of a question that may be answered outside. */
  private void asked(Expression.Call call, Symbol.ThinkSymbol think) {
    List<Clause> clauses = think.declaration().clauses();
    if (staysInside) {
      if (deeds.namesOnlyCloud(clauses)) {
        report(
            Code.NO_TIER_LEFT,
            call.span(),
            "`" + think.name() + "` is served outside the robot only, but nothing may leave here.",
            "give it a tier on the robot, or ask outside of `private`");
      }
      return;
    }
    if (!deeds.mayLeave(think.declaration())) {
      return;
    }
    Clause.ShareOnly share = Deeds.clause(clauses, Clause.ShareOnly.class);
    List<@Nullable Expression> arguments = run.facts.argumentsOf(call);
    for (int i = 0; i < arguments.size() && i < think.parameters().size(); i++) {
      Expression argument = arguments.get(i);
      String name = think.parameters().get(i).name();
      boolean leaves = share == null || shares(share, name);
      if (argument != null && leaves && run.facts.isPrivate(argument)) {
        leak(argument, "`" + think.name() + "` may send it to a tier outside the robot");
      }
    }
  }

  private static boolean shares(Clause.ShareOnly share, String name) {
    return share.names().stream().anyMatch(one -> one.text().equals(name));
  }

  private void leak(Tree at, String how) {
    Diagnostic finding =
        Diagnostic.of(
                Code.PRIVATE_LEAK,
                at.span(),
                Mismatch.shown(at.span()) + " is private, but " + how + ".")
            .hint("ask under `private`, or leave the tiers outside the robot away");
    Expression giver = giverOf(at);
    findings.add(
        giver == null ? finding : finding.label(giver.span(), "a private value is given here"));
  }

  /** The call's argument that made a parameter private, if one did. */
  private @Nullable Expression giverOf(Tree at) {
    Symbol symbol = run.facts.symbolOf(at).orElse(null);
    if (symbol != null && givers.containsKey(symbol)) {
      return givers.get(symbol);
    }
    for (Tree part : Parts.of(at)) {
      Expression inside = giverOf(part);
      if (inside != null) {
        return inside;
      }
    }
    return null;
  }

  private int think(Declaration.Think think) {
    any(think);
    Clause.Tiers tiers = Deeds.clause(think.clauses(), Clause.Tiers.class);
    boolean isSealed = Deeds.has(think.clauses(), Clause.Private.class);
    if (isSealed && tiers != null && deeds.namesOnlyCloud(think.clauses())) {
      report(
          Code.NO_TIER_LEFT,
          tiers.span(),
          "`" + think.name() + "` is private, but every tier it names is outside the robot.",
          "name a tier on the robot");
    }
    if (deeds.mayLeave(think)) {
      Clause.ShareOnly share = Deeds.clause(think.clauses(), Clause.ShareOnly.class);
      if (share != null) {
        share.names().forEach(this::shared);
      }
      for (ThinkLine line : think.lines()) {
        switch (line) {
          case ThinkLine.Prompt prompt -> Parts.of(prompt.text()).forEach(it -> shown(it, share));
          case ThinkLine.Show show -> shown(show.image(), share);
          case ThinkLine.Example example -> {
            example.inputs().forEach(input -> shown(input, share));
            shown(example.answer(), share);
          }
          case ThinkLine.Check _ -> {}
        }
      }
    }
    return OPEN;
  }

  private void shared(Tree.Name name) {
    if (run.facts.symbolOf(name).orElse(null) instanceof Symbol.Variable variable
        && variable.isPrivate()) {
      leak(name, "`share only` lets it leave the robot");
    }
  }

  /** Reports what a prompt shows beyond what may leave; whether there was any such thing. */
  private boolean shown(Tree node, Clause.@Nullable ShareOnly share) {
    boolean isFound = false;
    for (Tree part : Parts.of(node)) {
      isFound |= shown(part, share);
    }
    if (isFound) {
      return true;
    }
    if (share != null
        && node instanceof Expression.Reference reference
        && run.facts.symbolOf(reference).orElse(null) instanceof Symbol.Variable variable) {
      if (shares(share, variable.name())) {
        return variable.isPrivate();
      }
      report(
          Code.NOT_SHARED,
          reference.span(),
          "The prompt shows `" + variable.name() + "`, which `share only` keeps on the robot.",
          "add it to `share only`, or leave it out of the prompt");
      return true;
    }
    if (node instanceof Expression expression && run.facts.isPrivate(expression)) {
      leak(expression, "this prompt may go to a tier outside the robot");
      return true;
    }
    return false;
  }
}
