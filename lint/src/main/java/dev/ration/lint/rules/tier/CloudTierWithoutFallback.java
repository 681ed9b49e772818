package dev.ration.lint.rules.tier;

import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.ProgramIndex;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A question that only the cloud can answer, and nothing that answers when it is gone. */
public final class CloudTierWithoutFallback implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.CLOUD_WITHOUT_FALLBACK, Category.TIER);
  }

  @Override
  public void check(RuleContext context) {
    for (Expression.Call call : context.all(Expression.Call.class)) {
      if (context.called(call).orElse(null) instanceof Symbol.ThinkSymbol think
          && onlyCloud(context, think)
          && !isAnswered(context, call, context.around(call), new HashSet<>())) {
        context.report(
            context
                .finding(
                    call.span(),
                    "when the link is down, `" + think.name() + "` fails and nothing answers that.")
                .hint("name a tier on the robot as well, or write `else …`")
                .label(think.declaration().name().span(), "only tiers outside the robot"));
      }
    }
  }

  private static boolean onlyCloud(RuleContext context, Symbol.ThinkSymbol think) {
    return context.deeds().namesOnlyCloud(think.declaration().clauses());
  }

  private static boolean isAnswered(
      RuleContext context, Tree call, List<Tree> around, Set<Tree> seen) {
    Tree below = call;
    for (Tree one : around) {
      if (Deeds.trailersOf(one).contains(below)) {
        below = one;
        continue;
      }
      boolean isTolerant =
          one instanceof Construct.Parallel parallel
              && parallel.kind() != Construct.ParallelKind.ALL;
      if (isTolerant
          || Deeds.trailersOf(one).stream().anyMatch(CloudTierWithoutFallback::answers)) {
        return true;
      }
      if (one instanceof Declaration.Test) {
        return true;
      }
      if (one instanceof Declaration.Activity activity) {
        return seen.add(activity) && callersAnswer(context, activity, seen);
      }
      below = one;
    }
    return false;
  }

  private static boolean callersAnswer(
      RuleContext context, Declaration.Activity activity, Set<Tree> seen) {
    if (activity.kind() != Declaration.Activity.Kind.ACTION) {
      return false;
    }
    var symbol = context.module().symbol(activity.name().text());
    List<ProgramIndex.Site> calls = symbol.map(context.program()::callsOf).orElse(List.of());
    return !calls.isEmpty()
        && calls.stream().allMatch(site -> isAnswered(context, site.call(), site.around(), seen));
  }

  private static boolean answers(Trailer trailer) {
    return switch (trailer) {
      case Trailer.Else _ -> true;
      case Trailer.On on ->
          on.reasons().stream().anyMatch(reason -> reason.text().equals("unavailable"));
      case Trailer.Soft _, Trailer.Cleanup _ -> false;
    };
  }
}
