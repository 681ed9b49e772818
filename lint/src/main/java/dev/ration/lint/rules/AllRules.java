package dev.ration.lint.rules;

import dev.ration.lint.rule.Rule;
import dev.ration.lint.rules.bug.ConditionAskedTwice;
import dev.ration.lint.rules.bug.ConstantCondition;
import dev.ration.lint.rules.bug.EmptyHandler;
import dev.ration.lint.rules.bug.EqualityOfMeasurements;
import dev.ration.lint.rules.bug.ExpectBeforeRun;
import dev.ration.lint.rules.bug.ExpectThatCannotFail;
import dev.ration.lint.rules.bug.FailureThatNeverComes;
import dev.ration.lint.rules.bug.HandlerWithoutTest;
import dev.ration.lint.rules.bug.LoopThatRunsOnce;
import dev.ration.lint.rules.bug.PolicyWithoutTest;
import dev.ration.lint.rules.bug.RetryOnce;
import dev.ration.lint.rules.bug.SameBranches;
import dev.ration.lint.rules.bug.SameOperands;
import dev.ration.lint.rules.bug.SetTwice;
import dev.ration.lint.rules.bug.ShadowedName;
import dev.ration.lint.rules.bug.StatementThatNeverRuns;
import dev.ration.lint.rules.bug.StubNeverAsked;
import dev.ration.lint.rules.bug.TestNamedTwice;
import dev.ration.lint.rules.bug.TestOfNothing;
import dev.ration.lint.rules.bug.TestWithoutExpect;
import dev.ration.lint.rules.bug.ThinkWithoutStub;
import dev.ration.lint.rules.bug.UnusedDeclaration;
import dev.ration.lint.rules.bug.UnusedParameter;
import dev.ration.lint.rules.bug.UnusedUse;
import dev.ration.lint.rules.bug.UnusedVariable;
import dev.ration.lint.rules.bug.ValueDropped;
import dev.ration.lint.rules.concurrency.BranchesThatQueue;
import dev.ration.lint.rules.concurrency.EventWithoutDeadline;
import dev.ration.lint.rules.concurrency.FrozenForEver;
import dev.ration.lint.rules.concurrency.HoldsWhatIsNotUsed;
import dev.ration.lint.rules.concurrency.LoneBranch;
import dev.ration.lint.rules.concurrency.NoisyEdge;
import dev.ration.lint.rules.concurrency.RaceOfDeeds;
import dev.ration.lint.rules.concurrency.SharedWithoutBranches;
import dev.ration.lint.rules.deadline.BusyWait;
import dev.ration.lint.rules.deadline.DeadlineThatNeverBinds;
import dev.ration.lint.rules.deadline.LoopWithoutDeadline;
import dev.ration.lint.rules.deadline.PolicyWithoutDeadline;
import dev.ration.lint.rules.deadline.RoundLongerThanPeriod;
import dev.ration.lint.rules.deadline.RoundWithoutDeadline;
import dev.ration.lint.rules.deadline.SoftDeadlineTooLate;
import dev.ration.lint.rules.deadline.TimeoutWithoutAnswer;
import dev.ration.lint.rules.deadline.WaitWithoutDeadline;
import dev.ration.lint.rules.energy.BranchesAboveWhole;
import dev.ration.lint.rules.energy.CloudThinkWithoutSpend;
import dev.ration.lint.rules.energy.EnergyAboveWhole;
import dev.ration.lint.rules.energy.PolicyWithoutEnergy;
import dev.ration.lint.rules.energy.PowerCapThatNeverBinds;
import dev.ration.lint.rules.energy.SpendAboveWhole;
import dev.ration.lint.rules.privacy.CloudWithoutBoundary;
import dev.ration.lint.rules.privacy.PictureThatLeaves;
import dev.ration.lint.rules.privacy.PrivateSaidAloud;
import dev.ration.lint.rules.safety.CleanupThatWaits;
import dev.ration.lint.rules.safety.HandlerThatRepeats;
import dev.ration.lint.rules.safety.LongCritical;
import dev.ration.lint.rules.safety.MotionInHandlerOfStop;
import dev.ration.lint.rules.safety.MotionWithoutCleanup;
import dev.ration.lint.rules.safety.PreemptibleSafety;
import dev.ration.lint.rules.safety.SwallowedSafetyFailure;
import dev.ration.lint.rules.style.ComparisonWithTruth;
import dev.ration.lint.rules.style.ConditionSpelledOut;
import dev.ration.lint.rules.style.LongActivity;
import dev.ration.lint.rules.style.ManyParameters;
import dev.ration.lint.rules.style.ModuleWithoutName;
import dev.ration.lint.rules.style.NameOutOfStyle;
import dev.ration.lint.rules.style.NegatedComparison;
import dev.ration.lint.rules.style.RepeatedQuantity;
import dev.ration.lint.rules.style.UndocumentedPolicy;
import dev.ration.lint.rules.style.VariableThatNeverChanges;
import dev.ration.lint.rules.tier.CaseOnlyNamed;
import dev.ration.lint.rules.tier.CaseWithoutExample;
import dev.ration.lint.rules.tier.CloudRetryWithoutBackoff;
import dev.ration.lint.rules.tier.CloudTierWithoutFallback;
import dev.ration.lint.rules.tier.ExamplesThatContradict;
import dev.ration.lint.rules.tier.GuessTakenBlindly;
import dev.ration.lint.rules.tier.TextWithoutLength;
import dev.ration.lint.rules.tier.ThinkWithoutDeadline;
import dev.ration.lint.rules.tier.ThinkWithoutTiers;
import dev.ration.lint.rules.tier.ThresholdBelowChance;
import dev.ration.lint.rules.tier.UnsureWithoutAnswer;
import dev.ration.plan.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every rule there is. */
public final class AllRules {
  private static final List<Rule> ALL =
      List.of(
          new PolicyWithoutDeadline(),
          new DeadlineThatNeverBinds(),
          new RoundWithoutDeadline(),
          new RoundLongerThanPeriod(),
          new WaitWithoutDeadline(),
          new LoopWithoutDeadline(),
          new BusyWait(),
          new TimeoutWithoutAnswer(),
          new SoftDeadlineTooLate(),
          new PolicyWithoutEnergy(),
          new EnergyAboveWhole(),
          new BranchesAboveWhole(),
          new PowerCapThatNeverBinds(),
          new SpendAboveWhole(),
          new CloudThinkWithoutSpend(),
          new CloudTierWithoutFallback(),
          new CloudRetryWithoutBackoff(),
          new ThinkWithoutTiers(),
          new ThinkWithoutDeadline(),
          new CaseOnlyNamed(),
          new CaseWithoutExample(),
          new ExamplesThatContradict(),
          new ThresholdBelowChance(),
          new GuessTakenBlindly(),
          new UnsureWithoutAnswer(),
          new TextWithoutLength(),
          new SwallowedSafetyFailure(),
          new PreemptibleSafety(),
          new MotionWithoutCleanup(),
          new CleanupThatWaits(),
          new HandlerThatRepeats(),
          new LongCritical(),
          new MotionInHandlerOfStop(),
          new PrivateSaidAloud(),
          new PictureThatLeaves(),
          new CloudWithoutBoundary(),
          new RaceOfDeeds(),
          new LoneBranch(),
          new BranchesThatQueue(),
          new SharedWithoutBranches(),
          new FrozenForEver(),
          new HoldsWhatIsNotUsed(),
          new EventWithoutDeadline(),
          new NoisyEdge(),
          new PolicyWithoutTest(),
          new UnusedVariable(),
          new UnusedParameter(),
          new UnusedUse(),
          new UnusedDeclaration(),
          new ShadowedName(),
          new ConstantCondition(),
          new SameOperands(),
          new EmptyHandler(),
          new SameBranches(),
          new ValueDropped(),
          new TestWithoutExpect(),
          new TestOfNothing(),
          new TestNamedTwice(),
          new StatementThatNeverRuns(),
          new EqualityOfMeasurements(),
          new ConditionAskedTwice(),
          new RetryOnce(),
          new LoopThatRunsOnce(),
          new ExpectThatCannotFail(),
          new ExpectBeforeRun(),
          new FailureThatNeverComes(),
          new StubNeverAsked(),
          new SetTwice(),
          new ThinkWithoutStub(),
          new HandlerWithoutTest(),
          new VariableThatNeverChanges(),
          new ComparisonWithTruth(),
          new NameOutOfStyle(),
          new LongActivity(),
          new RepeatedQuantity(),
          new UndocumentedPolicy(),
          new NegatedComparison(),
          new ConditionSpelledOut(),
          new ManyParameters(),
          new ModuleWithoutName());

  private static final Map<Code, Rule> BY_CODE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(rule -> rule.traits().code(), one -> one));

  private AllRules() {}

  /** All rules, by code. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rule of a code; empty when the code is none of a rule. */
  public static Optional<Rule> of(Code code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
