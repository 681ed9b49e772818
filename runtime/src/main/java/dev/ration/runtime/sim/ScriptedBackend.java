package dev.ration.runtime.sim;

import dev.ration.runtime.choose.Reply;
import dev.ration.runtime.choose.StubModel;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A backend whose models do what a test or a policy's stub says, on the scheduler's clock, so that
 * nothing has to be loaded or reached. Thread-safe.
 */
public final class ScriptedBackend implements InferenceBackend {
  private final String id;
  private final Map<String, Function<ModelRequest, StubModel.Turn>> scripts =
      new ConcurrentHashMap<>();
  private final Map<String, Set<Ability>> abilities = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();

  /**
   * @param id the backend it stands for, as in {@code backend: "onnx"}
   */
  public ScriptedBackend(String id) {
    this.id = id;
  }

  /** Says what the model of a tier does with each request. */
  public ScriptedBackend on(String tier, Function<ModelRequest, StubModel.Turn> script) {
    scripts.put(tier, script);
    return this;
  }

  /** Says what the model of a tier does with every request. */
  public ScriptedBackend on(String tier, StubModel.Turn turn) {
    return on(tier, _ -> turn);
  }

  /** Says what the model of a tier can do; without, everything. */
  public ScriptedBackend can(String tier, Ability... all) {
    abilities.put(tier, Set.of(all));
    return this;
  }

  /** An answer, when the profile's figures drawn by the seed say so. */
  public static StubModel.Turn answer(AnswerValue value, double confidence) {
    return new StubModel.Turn(
        StubModel.Turn.BY_PROFILE,
        new Reply.Answer(new ModelAnswer(value, confidence, ModelAnswer.Usage.UNKNOWN)));
  }

  /** The option of a choice. */
  public static StubModel.Turn choose(String option, double confidence) {
    return answer(new AnswerValue.Choice(option), confidence);
  }

  /** A text. */
  public static StubModel.Turn write(String text, double confidence) {
    return answer(new AnswerValue.Text(text), confidence);
  }

  /** A failure. */
  public static StubModel.Turn fail(ModelFailure.Kind kind) {
    return new StubModel.Turn(
        StubModel.Turn.BY_PROFILE, new Reply.Failure(ModelFailure.of(kind, "The script says so.")));
  }

  /** Never an answer. */
  public static StubModel.Turn hang() {
    return fail(ModelFailure.Kind.UNREACHABLE).after(StubModel.Turn.NEVER);
  }

  /** The tiers that were asked, in order. */
  public List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) throws ModelException {
    if (!scripts.containsKey(spec.tier())) {
      throw new ModelException("no script says what `" + spec.tier() + "` answers");
    }
    return new Scripted(spec.tier());
  }

  /** One scripted model. */
  private final class Scripted implements StubModel {
    private final String tier;

    Scripted(String tier) {
      this.tier = tier;
    }

    @Override
    public Turn turn(ModelRequest request) {
      synchronized (asked) {
        asked.add(tier);
      }
      Function<ModelRequest, Turn> script = scripts.get(tier);
      return script == null ? hang() : script.apply(request);
    }

    @Override
    public Set<Ability> abilities() {
      return abilities.getOrDefault(tier, EnumSet.allOf(Ability.class));
    }

    @Override
    public boolean isRemote() {
      return false;
    }

    @Override
    public void warmUp() {}

    @Override
    public InFlight ask(ModelRequest request, ModelListener listener) {
      Turn turn = turn(request);
      if (turn.afterNanos() != Turn.NEVER) {
        switch (turn.reply()) {
          case Reply.Answer(ModelAnswer answer) -> listener.onAnswer(answer);
          case Reply.Failure(ModelFailure failure) -> listener.onFailure(failure);
        }
      }
      return () -> {};
    }

    @Override
    public void close() {}
  }
}
