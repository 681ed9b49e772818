package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows readings that may be unknown, and reports decisions that forget it (rule P3). */
final class Readings {
  private final CheckRun run;
  private final Deeds deeds;
  private final Map<Symbol, Boolean> functions = new IdentityHashMap<>();
  private boolean mayReturnUnknown;
  private boolean hasGrown;

  Readings(CheckRun run) {
    this.run = run;
    this.deeds = new Deeds(run.facts);
  }

  void check(List<ModuleScope> modules) {
    // A loop may read a variable above the line that makes it unknown, so one look is not enough.
    do {
      hasGrown = false;
      functions.clear();
      modules.forEach(module -> visit(module.module().tree()));
    } while (hasGrown);
  }

  /** Visits a node and everything below; tells whether its value may be unknown. */
  private boolean visit(@Nullable Tree node) {
    if (node == null || node instanceof Declaration.Profile) {
      return false;
    }
    boolean found = value(node);
    if (found && node instanceof Expression expression) {
      run.facts.markUnknown(expression);
    }
    return found;
  }

  private boolean value(Tree node) {
    return switch (node) {
      case Statement.Let let -> name(let, visit(let.value()));
      case Statement.Var made -> name(made, visit(made.value()));
      case Statement.Assign assign -> name(assign, visit(assign.value()));
      case Expression.Reference reference -> reads(reference);
      case Expression.Member member -> {
        if (reads(member)) {
          yield true;
        }
        boolean isTarget = visit(member.target());
        yield isTarget || isOutcome(member);
      }
      case Expression.Call call -> call(call);
      case Expression.Is is -> {
        boolean isSubject = visit(is.subject());
        yield isSubject && !asksUnknown(is.pattern());
      }
      case Expression.Binary binary -> {
        boolean found = any(binary);
        yield found
            && !(binary.left() instanceof Expression.UnknownLiteral)
            && !(binary.right() instanceof Expression.UnknownLiteral);
      }
      case Expression.Unary unary -> visit(unary.operand());
      case Expression.Grouped grouped -> visit(grouped.inner());
      case Expression.Index index -> any(index);
      case Construct.If choice -> choice(choice);
      case Construct.When when -> when(when);
      case Construct.Braces braces -> visit(braces.block());
      case Tree.Block block -> block(block);
      case Statement.Return end -> {
        boolean isUnsure = visit(end.value());
        mayReturnUnknown |= isUnsure;
        yield false;
      }
      default -> {
        any(node);
        yield false;
      }
    };
  }

  private boolean any(Tree node) {
    boolean found = false;
    for (Tree part : node.children()) {
      found |= visit(part);
    }
    return found;
  }

  private boolean name(Tree node, boolean isUnsure) {
    if (isUnsure) {
      run.facts.symbolOf(node).ifPresent(symbol -> hasGrown |= run.facts.markUnknown(symbol));
    }
    return false;
  }

  private boolean reads(Expression expression) {
    Symbol symbol = run.facts.symbolOf(expression).orElse(null);
    if (symbol instanceof Symbol.WorldSymbol world) {
      return world.declaration().kind() == Declaration.World.Kind.SENSOR
          && !(run.facts.typeOf(expression) instanceof Type.SensorOf);
    }
    return symbol instanceof Symbol.Variable variable && run.facts.mayBeUnknown(variable);
  }

  private boolean isOutcome(Expression.Member member) {
    return run.facts.typeOf(member.target()) instanceof Type.Outcome
        && !(run.facts.symbolOf(member).orElse(null) instanceof Symbol.BuiltinSymbol builtin
            && builtin.builtin() == Builtin.VALUE);
  }

  private boolean call(Expression.Call call) {
    boolean found = false;
    for (Expression.Argument argument : call.arguments()) {
      found |= visit(argument.value());
    }
    return switch (deeds.called(call)) {
      case Symbol.FunctionSymbol function -> found | function(function);
      case Symbol.BuiltinSymbol builtin ->
          found && builtin.builtin() != Builtin.SILENT && builtin.builtin() != Builtin.TEXT;
      case null, default -> false;
    };
  }

  private boolean function(Symbol.FunctionSymbol function) {
    Boolean known = functions.get(function);
    if (known != null) {
      return known;
    }
    functions.put(function, false);
    boolean outside = mayReturnUnknown;
    mayReturnUnknown = false;
    boolean found = visit(function.declaration().body());
    found |= mayReturnUnknown;
    mayReturnUnknown = outside;
    functions.put(function, found);
    return found;
  }

  private boolean block(Tree.Block block) {
    Expression tail = Blocks.tailOf(block);
    boolean found = false;
    for (Tree part : block.children()) {
      boolean isUnsure = visit(part instanceof Statement.Evaluate last ? last.expression() : part);
      found |= isUnsure && part instanceof Statement.Evaluate last && last.expression() == tail;
    }
    return found;
  }

  private boolean choice(Construct.If choice) {
    boolean mayBeUnknown = visit(choice.condition());
    if (mayBeUnknown && choice.unknown() == null) {
      forgotten(
          choice.condition(),
          "this `if` does not say what then",
          "add `else unknown { … }`, or ask `is unknown` first");
    }
    return visit(choice.then()) | visit(choice.otherwise()) | visit(choice.unknown());
  }

  private boolean when(Construct.When when) {
    boolean mayBeUnknown = visit(when.subject());
    boolean isAnswered =
        when.arms().stream()
            .anyMatch(
                arm ->
                    arm.kind() == Construct.ArmKind.OTHERWISE
                        || arm.pattern() != null && asksUnknown(arm.pattern()));
    if (mayBeUnknown && !isAnswered) {
      forgotten(
          when.subject(), "no arm of this `when` answers it", "add `unknown -> …` or `otherwise`");
    }
    boolean found = false;
    for (Construct.Arm arm : when.arms()) {
      visit(arm.guard());
      found |= visit(arm.value());
    }
    return found;
  }

  private static boolean asksUnknown(Pattern pattern) {
    return switch (pattern) {
      case Pattern.Literal literal -> literal.value() instanceof Expression.UnknownLiteral;
      case Pattern.Either either -> either.options().stream().anyMatch(Readings::asksUnknown);
      default -> false;
    };
  }

  private boolean readsOutcome(Tree node) {
    return node instanceof Expression.Member member && isOutcome(member);
  }

  private void forgotten(Expression at, String what, String hint) {
    run.report(
        Code.UNKNOWN_NOT_ANSWERED,
        at.span(),
        Mismatch.shown(at)
            + (Deeds.any(at, this::readsOutcome)
                ? " is unknown until the branch has ended, but "
                : " may be unknown when a sensor is silent, but ")
            + what
            + ".",
        hint);
  }
}
