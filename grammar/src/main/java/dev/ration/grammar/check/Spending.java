package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.profile.Site;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What activities may spend, in the currency that a site pays in. */
final class Spending {
  private final Facts facts;
  private final @Nullable Dimension currency;

  Spending(Facts facts, Site site) {
    this.facts = facts;
    currency =
        site.money() == null
            ? site.serves().stream()
                .map(serve -> ServeFigures.currency(serve.model()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null)
            : site.money().value().currency();
  }

  /** That of the site's money, or of its prices; null when nothing is paid here. */
  @Nullable Dimension currency() {
    return currency;
  }

  /** Millionths; NONE without a clause, or for one in another currency. */
  long limit(@Nullable Tree tree) {
    Clause.Spend spend =
        tree == null ? null : Deeds.clause(Deeds.clausesOf(tree), Clause.Spend.class);
    return Optional.ofNullable(spend)
        .flatMap(one -> facts.constantOf(one.limit()))
        .filter(limit -> currency != null && limit.dimension().equals(currency))
        .map(Quantity::toGrains)
        .orElse(Spread.NONE);
  }
}
