package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Declaration.ThinkLine;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows private values, and reports where one would leave the robot (rule M7).
 *
 * <p>Values are followed, decisions are not: what is done because of a private value is no secret.
 */
final class Privacy {
  private final CheckRun run;
  private final Deeds deeds;
  private boolean hasChanged;
  private boolean isReporting;
  private boolean staysInside;

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
      case Type.MapOf(Type key, Type value) -> isPrivate(key) || isPrivate(value);
      default -> false;
    };
  }

  /** Follows the values of all modules to the end, then reports. */
  void check(List<ModuleScope> modules) {
    do {
      hasChanged = false;
      modules.forEach(module -> visit(module.module().tree()));
    } while (hasChanged);
    isReporting = true;
    modules.forEach(module -> visit(module.module().tree()));
  }

  /** Visits a node and everything below it; tells whether its value is private. */
  private boolean visit(@Nullable Tree node) {
    if (node == null) {
      return false;
    }
    List<Clause> clauses = Deeds.clausesOf(node);
    boolean before = staysInside;
    boolean isSealed = Deeds.has(clauses, Clause.Private.class);
    if (!(node instanceof Declaration.Think)) {
      Clause.Tiers tiers = Deeds.clause(clauses, Clause.Tiers.class);
      staysInside |= isSealed || tiers != null && !deeds.namesCloud(clauses);
    }
    boolean found = value(node) || isSealed && node instanceof Expression;
    staysInside = before;
    if (node instanceof Expression expression) {
      found = found || isPrivate(run.facts.typeOf(expression));
      if (found) {
        run.facts.markPrivate(expression);
      }
    }
    return found;
  }

  private boolean value(Tree node) {
    return switch (node) {
      case Declaration.Think think -> think(think);
      case Tree.Block block -> block(block);
      case Statement statement -> statement(statement);
      case Construct construct -> construct(construct);
      case Expression.Call call -> call(call);
      case Expression.Reference reference -> names(reference);
      case Expression.Member member -> {
        boolean isTarget = visit(member.target());
        yield names(member) || isTarget;
      }
      case Expression.Is is -> {
        boolean isSubject = visit(is.subject());
        bind(is.pattern(), isSubject);
        yield isSubject;
      }
      case Expression simple -> any(simple);
      default -> {
        any(node);
        yield false;
      }
    };
  }

  private boolean any(Tree node) {
    boolean found = false;
    for (Tree part : Parts.of(node)) {
      found |= visit(part);
    }
    return found;
  }

  private boolean names(Expression expression) {
    return switch (run.facts.symbolOf(expression).orElse(null)) {
      case Symbol.Variable variable -> variable.isPrivate();
      case Symbol.ConstantSymbol constant -> run.facts.isPrivate(constant.declaration().value());
      case null, default -> false;
    };
  }

  private boolean block(Tree.Block block) {
    Expression tail = Blocks.tailOf(block);
    boolean found = false;
    for (Statement statement : block.statements()) {
      boolean isPrivate = visit(statement);
      if (tail != null
          && statement instanceof Statement.Evaluate evaluate
          && evaluate.expression() == tail) {
        found = isPrivate;
      }
    }
    return found;
  }

  private boolean statement(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> {
        mark(let, visit(let.value()));
        yield false;
      }
      case Statement.Var made -> {
        mark(made, visit(made.value()));
        yield false;
      }
      case Statement.Assign assign -> {
        mark(assign, visit(assign.value()));
        yield false;
      }
      case Statement.Evaluate evaluate -> visit(evaluate.expression());
      default -> {
        any(statement);
        yield false;
      }
    };
  }

  private void mark(Object node, boolean isPrivate) {
    if (isPrivate
        && run.facts.symbolOf(node).orElse(null) instanceof Symbol.Variable variable
        && !variable.isPrivate()) {
      variable.markPrivate();
      hasChanged = true;
    }
  }

  private boolean construct(Construct construct) {
    return switch (construct) {
      case Construct.When when -> {
        boolean found = visit(when.subject());
        for (Construct.Arm arm : when.arms()) {
          if (arm.pattern() != null) {
            bind(arm.pattern(), found);
          }
          visit(arm.guard());
          found |= visit(arm.value());
        }
        yield found;
      }
      case Construct.For loop -> {
        mark(loop, visit(loop.items()));
        any(loop);
        yield false;
      }
      default -> any(construct);
    };
  }

  private void bind(Pattern pattern, boolean isPrivate) {
    if (pattern instanceof Pattern.Bind bind) {
      mark(bind, isPrivate);
    }
    for (Tree part : Parts.of(pattern)) {
      if (part instanceof Pattern inner) {
        bind(inner, isPrivate);
      } else {
        visit(part);
      }
    }
  }

  private boolean call(Expression.Call call) {
    boolean found =
        call.callee() instanceof Expression.Member member
            && !(deeds.called(call) instanceof Symbol.Callable)
            && visit(member.target());
    for (Expression.Argument argument : call.arguments()) {
      found |= visit(argument.value());
    }
    return switch (deeds.called(call)) {
      case Symbol.ThinkSymbol think -> {
        if (isReporting) {
          asked(call, think);
        }
        yield found || Deeds.has(think.declaration().clauses(), Clause.Private.class);
      }
      case Symbol.ActivitySymbol activity ->
          found || Deeds.has(activity.declaration().clauses(), Clause.Private.class);
      case null, default -> found;
    };
  }

  /** Reports a private argument of a question that may be answered outside. */
  private void asked(Expression.Call call, Symbol.ThinkSymbol think) {
    List<Clause> clauses = think.declaration().clauses();
    if (staysInside) {
      if (deeds.namesOnlyCloud(clauses)) {
        run.report(
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
    run.report(
        Diagnostic.of(
                Code.PRIVATE_LEAK,
                at.span(),
                Mismatch.shown(at.span()) + " is private, but " + how + ".")
            .hint("ask under `private`, or leave the tiers outside the robot away"));
  }

  private boolean think(Declaration.Think think) {
    any(think);
    if (!isReporting) {
      return false;
    }
    Clause.Tiers tiers = Deeds.clause(think.clauses(), Clause.Tiers.class);
    boolean isSealed = Deeds.has(think.clauses(), Clause.Private.class);
    if (isSealed && tiers != null && deeds.namesOnlyCloud(think.clauses())) {
      run.report(
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
          case ThinkLine.Example _, ThinkLine.Check _ -> {}
        }
      }
    }
    return false;
  }

  private void shared(Tree.Name name) {
    if (run.facts.symbolOf(name).orElse(null) instanceof Symbol.Variable variable
        && variable.isPrivate()) {
      leak(name, "`share only` lets it leave the robot");
    }
  }

  /** Reports what a prompt shows beyond what may leave. */
  private void shown(Tree node, Clause.@Nullable ShareOnly share) {
    if (node instanceof Expression.Reference reference
        && run.facts.symbolOf(reference).orElse(null) instanceof Symbol.Variable variable) {
      if (share != null && !shares(share, variable.name())) {
        run.report(
            Code.NOT_SHARED,
            reference.span(),
            "The prompt shows `" + variable.name() + "`, which `share only` keeps on the robot.",
            "add it to `share only`, or leave it out of the prompt");
      } else if (share == null && run.facts.isPrivate(reference)) {
        leak(reference, "this prompt may go to a tier outside the robot");
      }
    } else if (node instanceof Expression.Member member
        && share == null
        && run.facts.isPrivate(member)
        && !run.facts.isPrivate(member.target())) {
      leak(member, "this prompt may go to a tier outside the robot");
    }
    Parts.of(node).forEach(part -> shown(part, share));
  }
}
