package dev.ration.runtime.choose;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One typed question of a policy. Immutable. Its tiers, deadline, preference and data boundary are
 * those of the scope it is asked in.
 *
 * @param name of the {@code think}, as in {@code reception.errand}
 * @param request what is asked; its patience is replaced by the time that is left
 * @param needs what the header asks for beyond the result type, as {@code needs vision}
 * @param isPrivate whether a value in it may not leave the robot (M7)
 * @param shows the names of the parameters that its lines show, for {@code share only}
 * @param checks the {@code check} lines, in order
 */
public record ThinkCall(
    String name,
    ModelRequest request,
    Set<Ability> needs,
    boolean isPrivate,
    List<String> shows,
    List<Check> checks) {
  public ThinkCall {
    needs = Set.copyOf(needs);
    shows = List.copyOf(shows);
    checks = List.copyOf(checks);
  }

  /**
   * A declared test of the answer.
   *
   * @param text the condition as it is written
   * @param holds guest code, run on the calling strand; what it throws ends the call
   */
  public record Check(String text, Predicate<AnswerValue> holds) {}

  /** A question without checks, abilities or private values. */
  public static ThinkCall of(String name, ModelRequest request) {
    return new ThinkCall(name, request, Set.of(), false, List.of(), List.of());
  }

  /** All that a model must be able to do: by the result type, the images and the header. */
  public Set<Ability> abilities() {
    Set<Ability> all = EnumSet.noneOf(Ability.class);
    all.addAll(needs);
    all.add(
        switch (request.result()) {
          case ResultType.Choice _ -> Ability.CHOOSE;
          case ResultType.Text() -> Ability.WRITE;
          default -> Ability.STRUCTURE;
        });
    if (!request.images().isEmpty()) {
      all.add(Ability.SEE);
    }
    return all;
  }
}
