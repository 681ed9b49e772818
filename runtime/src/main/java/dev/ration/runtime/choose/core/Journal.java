package dev.ration.runtime.choose.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything a {@link ChoiceCore} was told, in order, so that its choices can be made again. Used
 * by one thread at a time.
 */
public final class Journal {
  private final ChoiceCore core;
  private final List<Input> inputs = new ArrayList<>();
  private final List<Chosen> chosen = new ArrayList<>();

  /** Keeps what is told to {@code core} from now on, which has been told nothing yet. */
  public Journal(ChoiceCore core) {
    this.core = core;
  }

  /** One thing that was told. */
  public sealed interface Input {
    /** That a choice was asked for. */
    record Asked(Ask ask) implements Input {}

    /** How an attempt ended. */
    record Over(Ended ended, long nowNanos) implements Input {}

    /** Whether a check held for an answer. */
    record Checked(int tier, int kind, boolean isRight, long nowNanos) implements Input {}

    /** What was known of a quality beforehand. */
    record Known(int tier, int kind, double share, double answers) implements Input {}

    /** What tokens cost in energy. */
    record TokenEnergy(int tier, double usual, double careful) implements Input {}

    /** A measured round trip. */
    record RoundTrip(double nanos) implements Input {}

    /** What was spent. */
    record Spent(double microjoules, double microMoney) implements Input {}

    /** What is left of the mission's budgets. */
    record Left(long microjoules, long microMoney) implements Input {}

    /** Until when the budgets must last. */
    record MissionEnds(long nanos) implements Input {}
  }

  /** What a choice came to. Immutable. */
  public record Chosen(
      int first,
      int second,
      int floor,
      long delayNanos,
      Verdict.Why why,
      double worth,
      double energyPrice,
      double moneyPrice,
      List<Bar> bars) {
    public Chosen {
      bars = List.copyOf(bars);
    }

    /** What stands in a verdict now. */
    public static Chosen of(Verdict verdict) {
      return new Chosen(
          verdict.first(),
          verdict.second(),
          verdict.floor(),
          verdict.delayNanos(),
          verdict.why(),
          verdict.worth(),
          verdict.energyPrice(),
          verdict.moneyPrice(),
          List.of(verdict.bars));
    }
  }

  /** Tells the core, and keeps what was told and what came of it. */
  public void tell(Input input) {
    inputs.add(input);
    switch (input) {
      case Input.Asked(Ask ask) -> chosen.add(Chosen.of(core.choose(ask)));
      case Input.Over(Ended ended, long nowNanos) -> core.ended(ended, nowNanos);
      case Input.Checked(int tier, int kind, boolean isRight, long nowNanos) ->
          core.checked(tier, kind, isRight, nowNanos);
      case Input.Known(int tier, int kind, double share, double answers) ->
          core.knowQuality(tier, kind, share, answers);
      case Input.TokenEnergy(int tier, double usual, double careful) ->
          core.tokenEnergy(tier, usual, careful);
      case Input.RoundTrip(double nanos) -> core.roundTrip(nanos);
      case Input.Spent(double microjoules, double microMoney) ->
          core.spent(microjoules, microMoney);
      case Input.Left(long microjoules, long microMoney) -> core.left(microjoules, microMoney);
      case Input.MissionEnds(long nanos) -> core.missionEnds(nanos);
    }
  }

  /** What was told, oldest first. */
  public List<Input> inputs() {
    return List.copyOf(inputs);
  }

  /** What the choices came to, oldest first. */
  public List<Chosen> chosen() {
    return List.copyOf(chosen);
  }

  /** Tells a fresh core the same; its choices are {@link #chosen} again. */
  public Journal replay(ChoiceCore fresh) {
    Journal again = new Journal(fresh);
    inputs.forEach(again::tell);
    return again;
  }
}
