package dev.ration.lint.rules.bug;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Texts;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** An expectation that nothing of what is tested takes part in. */
public final class ExpectThatCannotFail implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.EXPECTATION_ALWAYS_HOLDS, Category.BUG);
  }

  @Override
  public void check(RuleContext context) {
    for (Declaration.Test test : context.all(Declaration.Test.class)) {
      Set<Symbol> own = ownValues(context, test);
      for (Statement.Expect expect : RuleContext.within(test, Statement.Expect.class)) {
        if (expect.fails() == null && isOwn(context, expect.condition(), own)) {
          context.report(
              expect.condition().span(),
              Texts.quoted(expect.condition()) + " is the same whatever the policy does.",
              "expect something of what the test ran");
        }
      }
    }
  }

  /** The names that a test gives to values of its own. */
  private static Set<Symbol> ownValues(RuleContext context, Declaration.Test test) {
    Set<Symbol> own = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Statement.Let let : RuleContext.within(test, Statement.Let.class)) {
      if (isOwn(context, let.value(), own)) {
        context.facts().symbolOf(let).ifPresent(own::add);
      }
    }
    return own;
  }

  private static boolean isOwn(RuleContext context, Expression value, Set<Symbol> own) {
    return !Deeds.any(value, node -> comesFromElsewhere(context, node, own));
  }

  private static boolean comesFromElsewhere(RuleContext context, Tree node, Set<Symbol> own) {
    return switch (node) {
      case Construct _, Expression.Confirm _, Expression.Accept _, Expression.Governed _ -> true;
      case Expression.WaitFor _, Expression.WaitUntil _, Expression.Broken _ -> true;
      case Expression.Call call ->
          switch (context.called(call).orElse(null)) {
            case Symbol.RecordSymbol _ -> false;
            case Symbol.BuiltinSymbol builtin -> !onlyComputes(builtin.builtin());
            case null, default -> true;
          };
      case Expression.Reference reference -> !isOwnName(context, reference, own);
      case Expression.Member member ->
          switch (context.facts().symbolOf(member).orElse(null)) {
            case Symbol.WorldSymbol _ -> true;
            case null, default -> false;
          };
      default -> false;
    };
  }

  // What the module declares, a constant too, is what is tested.
  private static boolean isOwnName(RuleContext context, Expression name, Set<Symbol> own) {
    return switch (context.facts().symbolOf(name).orElse(null)) {
      case Symbol.Variable variable -> own.contains(variable);
      case Symbol.CaseSymbol _, Symbol.EnumSymbol _, Symbol.RecordSymbol _ -> true;
      case Symbol.BuiltinSymbol builtin -> onlyComputes(builtin.builtin());
      case null, default -> false;
    };
  }

  private static boolean onlyComputes(Builtin builtin) {
    return switch (builtin) {
      case ABS, LEAST, GREATEST, ROUND, SQRT, NUMBER, TEXT, GUESS -> true;
      case LENGTH, FIRST, LAST, WITH, KEYS, PUT, LOWER, UPPER, TRIM, CONTAINS, STARTS_WITH -> true;
      case REMAINING, ENERGY_LEFT, TIGHTEN, NOW, SILENT, HEAR, SAID, DID, TIER_OF -> false;
      case CONFIDENCE, TIER, OK, VALUE, ACCEPTED, BEGUN, ENDED -> false;
    };
  }
}
