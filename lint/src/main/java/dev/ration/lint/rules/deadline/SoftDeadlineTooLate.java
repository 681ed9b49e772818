package dev.ration.lint.rules.deadline;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.lint.rule.Around;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Rule;
import dev.ration.lint.rule.RuleContext;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.Optional;

/** A soft deadline that the hard one always comes before (rule T12). */
public final class SoftDeadlineTooLate implements Rule {
  @Override
  public Traits traits() {
    return Traits.of(Code.SOFT_DEADLINE_TOO_LATE, Category.DEADLINE);
  }

  @Override
  public void check(RuleContext context) {
    for (Trailer.Soft soft : context.all(Trailer.Soft.class)) {
      Optional<Quantity> late = context.constant(soft.limit());
      Optional<Around.Owned<Clause.Within>> hard =
          Around.nearest(context, soft, Clause.Within.class);
      Optional<Quantity> limit = hard.flatMap(one -> context.constant(one.clause().limit()));
      if (late.isPresent() && limit.isPresent() && late.get().compareTo(limit.get()) >= 0) {
        context.report(
            context
                .finding(
                    soft.limit().span(),
                    "a soft deadline of %s never comes before the hard one of %s."
                        .formatted(late.get(), limit.get()))
                .hint("make it earlier than the hard one")
                .label(hard.get().clause().limit().span(), "this one comes first"));
      }
    }
  }
}
