package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.feasible.FigureText;
import dev.ration.plan.profile.BoardProfile;
import dev.ration.plan.profile.Figure;
import dev.ration.plan.profile.MemoryPlan;
import dev.ration.plan.profile.ModelProfile;
import dev.ration.plan.profile.Money;
import dev.ration.plan.profile.Rate;
import dev.ration.plan.profile.Site;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a site cost in money and memory, and which of them that rules out (M1, M2).
 */
final class ServeFigures {
  private static final long PICTURE = 1_000;

  private final Facts facts;
  private final Site site;
  private final MemoryPlan memory;

  ServeFigures(Facts facts, Site site) {
    this.facts = facts;
    this.site = site;
    memory = MemoryPlan.of(site);
  }

  /**
   * Millionths that must be free before a model is asked, at least: what is known of the question
   * is read, and one token written.
   *
   * @param inputTokens those that are known before anything runs, pictures not counted
   */
  long price(Declaration.Think think, ModelProfile model, long inputTokens) {
    long pictures =
        think.lines().stream().filter(Declaration.ThinkLine.Show.class::isInstance).count();
    BigDecimal sum =
        part(model.inputPrice(), inputTokens + PICTURE * pictures)
            .add(part(model.outputPrice(), 1));
    return sum.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static BigDecimal part(@Nullable Figure<Rate> price, long tokens) {
    return price == null
        ? BigDecimal.ZERO
        : price.value().amount().toDecimal().multiply(BigDecimal.valueOf(tokens));
  }

  /** Why a model is never asked, in words; empty when nothing of this kind keeps it from it. */
  String against(Declaration.Think think, Site.Serve serve, long price) {
    ModelProfile model = serve.model();
    if (!memory.fits(serve)) {
      return noRoom(site, model);
    }
    Dimension currency = currency(model);
    Money given = site.money() == null ? null : site.money().value();
    if (currency != null && given != null && !currency.equals(given.currency())) {
      return "is paid in " + currency.symbol() + ", and the site's money is " + given;
    }
    Clause.Spend spend = Deeds.clause(think.clauses(), Clause.Spend.class);
    Quantity limit = spend == null ? null : facts.constantOf(spend.limit()).orElse(null);
    if (price > 0 && limit != null && limit.dimension().isMoney() && price > limit.toGrains()) {
      return "costs at least "
          + FigureText.money(price, limit.dimension())
          + ", and it may spend "
          + limit;
    }
    return "";
  }

  /** Why the board does not hold a model, in words. */
  static String noRoom(Site site, ModelProfile model) {
    Figure<Long> takes = model.memory();
    BoardProfile board = site.robot().board();
    if (takes == null || board == null) {
      return "has no room on the board";
    }
    String start =
        "its model takes "
            + FigureText.memory(takes.value())
            + " ("
            + takes.origin()
            + "), and the board `"
            + board.name()
            + "` ";
    return takes.value() > board.memory().value()
        ? start + "has " + FigureText.memory(board.memory().value())
        : start + "has no room for it beside those before it";
  }

  /** The currency of a model's prices; null when it costs nothing. */
  static @Nullable Dimension currency(ModelProfile model) {
    Figure<Rate> price = model.inputPrice() == null ? model.outputPrice() : model.inputPrice();
    return price == null ? null : price.value().amount().dimension().times(Dimension.TOKENS);
  }
}
