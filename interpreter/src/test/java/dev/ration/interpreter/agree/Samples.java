package dev.ration.interpreter.agree;

import dev.ration.plan.feasible.Limits;
import dev.ration.plan.feasible.Option;
import dev.ration.plan.feasible.Sheet;
import dev.ration.plan.feasible.Spread;
import dev.ration.plan.feasible.Work;
import dev.ration.plan.profile.Distribution;
import java.util.List;

/**
 * How long things took beside what 95 of 100 of them are to take, in runs where nothing goes wrong
 * and no limit is near: there each is a sample of its contract. Used by one thread.
 */
final class Samples {
  /** Of host actions, each from one distribution: neither more nor less. */
  final Shares actions = new Shares();

  /** The same beside what half of them take, which is a wrong figure. */
  final Shares actionsBesideTheirMedian = new Shares();

  /** Of questions that one model of the robot answers, whose latency is one distribution. */
  final Shares questions = new Shares();

  /** Of policies that do one thing after another: there the figures add up, so never more. */
  final Shares sequences = new Shares();

  void look(Played played, Judge judge, List<Seen> scopes) {
    if (!played.draft().isCalm()) {
      return;
    }
    for (Seen scope : scopes) {
      Sheet sheet = judge.sheetOf(scope);
      if (sheet != null && sheet.work() instanceof Work.Command command) {
        action(command, scope);
      } else if (sheet != null && scope.kind.equals("think")) {
        question(sheet, scope);
      }
    }
    long p95 = played.sheet().body().time().p95();
    boolean isSequence = !played.draft().text().contains("all {");
    if (isSequence && p95 != Spread.NONE && scopes.getFirst().isOk()) {
      sequences.add(p95, scopes.getFirst().nanos());
    }
  }

  private void action(Work.Command command, Seen scope) {
    Distribution takes = command.takes().value();
    boolean isWide = takes.typical() < takes.p95();
    boolean isOpen = takes.max().isEmpty() || takes.max().getAsLong() > takes.p95();
    if (scope.isOk() && isWide && isOpen) {
      actions.add(takes.p95(), scope.actedNanos());
      actionsBesideTheirMedian.add(takes.typical(), scope.actedNanos());
    }
  }

  private void question(Sheet sheet, Seen scope) {
    if (!(sheet.parts().getFirst().work() instanceof Work.Question question)) {
      return;
    }
    List<Option> options = question.options();
    String tier = scope.askedTier;
    if (options == null || tier == null || options.stream().anyMatch(Option::isRemote)) {
      return;
    }
    for (Option option : options) {
      boolean isOne = option.parts().size() == 1 && option.fixedNanos() == 0;
      if (isOne && option.tier().equals(tier)) {
        questions.add(option.nanos(Limits.DEFAULT_QUANTILE), scope.askedNanos);
      }
    }
  }
}
