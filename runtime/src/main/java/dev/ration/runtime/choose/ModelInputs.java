package dev.ration.runtime.choose;

import dev.ration.plan.profile.Site;
import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.replay.Inputs;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.trace.TraceEvent;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What models are and say, kept in a run's trace or played from one: then nobody is asked. Used
 * with the baton; replies come from any thread.
 */
final class ModelInputs {
  private final Inputs inputs;
  private final Scheduler scheduler;
  private final Map<String, State> states = new HashMap<>();
  private final Map<Long, Consumer<Map<String, Object>>> open = new HashMap<>();
  private long looks;
  private long asked;

  /** How a model stood when it was last looked at. */
  private record State(
      boolean isThere, String problem, Set<Ability> abilities, boolean isRemote, boolean isStub) {
    static State of(ModelPool.@Nullable Opened opened) {
      InferenceModel model = opened == null ? null : opened.model();
      return model == null
          ? new State(
              opened != null, opened == null ? "" : opened.problem(), Set.of(), false, false)
          : new State(true, "", model.abilities(), model.isRemote(), model instanceof StubModel);
    }

    boolean isCold() {
      return !isThere;
    }

    ModelPool.@Nullable Opened played() {
      if (!isThere) {
        return null;
      }
      if (abilities.isEmpty()) {
        return new ModelPool.Opened(null, problem);
      }
      return new ModelPool.Opened(isStub ? new PlayedStub(this) : new Played(this), "");
    }
  }

  ModelInputs(Inputs inputs, Scheduler scheduler) {
    this.inputs = inputs;
    this.scheduler = scheduler;
    inputs.onPlayed(
        "model.reply",
        line -> {
          Consumer<Map<String, Object>> waiting = open.get(ReplyJson.whole(line.get("call")));
          if (waiting != null) {
            waiting.accept(line);
          }
        });
  }

  boolean isPlaying() {
    return inputs.isPlaying();
  }

  /** What was learnt before the run: what is given is kept, unless another run's is played. */
  Learnt.Snapshot earlier(Learnt.Snapshot given) {
    if (scheduler.isVirtual()) {
      return Learnt.Snapshot.NOTHING;
    }
    if (inputs.isPlaying()) {
      Map<String, Object> line = inputs.said("model.seen", 0);
      if (line == null) {
        return Learnt.Snapshot.NOTHING;
      }
      inputs.say("model.seen", 0, event -> event);
      return LearntJson.read(line);
    }
    if (!given.isEmpty()) {
      inputs.say("model.seen", 0, event -> LearntJson.write(event, given));
    }
    return given;
  }

  /** How the model of an entry stands now. */
  ModelPool.@Nullable Opened see(Site.Serve serve, ModelPool pool) {
    looks++;
    String tier = serve.tier().name();
    State last = states.get(tier);
    if (inputs.isPlaying()) {
      Map<String, Object> line = inputs.said("model.state", looks);
      State now = line == null ? last : state(line);
      if (line != null && now != null) {
        states.put(tier, now);
        inputs.say("model.state", looks, event -> event);
      }
      return now == null ? null : now.played();
    }
    ModelPool.Opened opened = pool.find(serve).orElse(null);
    State now = State.of(opened);
    if (!now.equals(last)) {
      states.put(tier, now);
      inputs.say("model.state", looks, event -> write(event.with("tier", tier), now));
    }
    return opened;
  }

  private static TraceEvent write(TraceEvent event, State state) {
    event.with("state", state.isCold() ? "cold" : state.abilities.isEmpty() ? "broken" : "warm");
    if (!state.problem.isEmpty()) {
      event.with("message", state.problem);
    }
    if (!state.abilities.isEmpty()) {
      event
          .with("abilities", state.abilities.stream().sorted().map(ModelInputs::word).toList())
          .with("remote", state.isRemote)
          .with("stub", state.isStub);
    }
    return event;
  }

  private static String word(Ability ability) {
    return ability.name().toLowerCase(Locale.ROOT);
  }

  private static State state(Map<String, Object> line) {
    Set<Ability> abilities = EnumSet.noneOf(Ability.class);
    if (line.get("abilities") instanceof List<?> words) {
      for (Ability ability : Ability.values()) {
        if (words.contains(word(ability))) {
          abilities.add(ability);
        }
      }
    }
    return new State(
        !"cold".equals(line.get("state")),
        line.get("message") instanceof String message ? message : "",
        abilities,
        Boolean.TRUE.equals(line.get("remote")),
        Boolean.TRUE.equals(line.get("stub")));
  }

  /** Asks a model, or plays what one said to this question. */
  Asking ask(
      InferenceModel model,
      ModelRequest request,
      LatencyModel latency,
      String stream,
      boolean isPrivate) {
    asked++;
    long number = asked;
    Completion<Reply> reply = scheduler.completion();
    Asking asking = Asking.of(scheduler, reply, answer -> take(number, answer, isPrivate, reply));
    if (inputs.isPlaying()) {
      open.put(
          number,
          line ->
              take(
                  number, ReplyJson.reply(line, request.result(), inputs.sealing()), false, reply));
      inputs.outside(() -> {});
    } else {
      inputs.outside(() -> asking.begin(model, request, latency, stream));
    }
    return asking;
  }

  private boolean take(long number, Reply answer, boolean isPrivate, Completion<Reply> reply) {
    inputs.take(
        Rank.COMPLETION,
        "model.reply",
        event ->
            ReplyJson.write(
                event.with("call", number), answer, isPrivate ? inputs.sealing() : null),
        () -> {
          boolean unused = reply.complete(answer);
        });
    return true;
  }

  /** A model that only has a state; it is never asked. */
  private static class Played implements InferenceModel {
    private final State state;

    Played(State state) {
      this.state = state;
    }

    @Override
    public Set<Ability> abilities() {
      return state.abilities;
    }

    @Override
    public boolean isRemote() {
      return state.isRemote;
    }

    @Override
    public void warmUp() {}

    @Override
    public InFlight ask(ModelRequest request, ModelListener listener) {
      throw new IllegalStateException("a model that is played was asked");
    }

    @Override
    public void close() {}
  }

  /** The same for one that only played a model before. */
  private static final class PlayedStub extends Played implements StubModel {
    PlayedStub(State state) {
      super(state);
    }

    @Override
    public Turn turn(ModelRequest request) {
      throw new IllegalStateException("a model that is played was asked");
    }
  }
}
