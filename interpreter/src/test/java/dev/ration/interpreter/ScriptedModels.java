package dev.ration.interpreter;

import dev.ration.plan.ResultType;
import dev.ration.runtime.choose.Reply;
import dev.ration.runtime.choose.StubModel;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.JsonAnswers;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Models that answer what a test wrote down, tier by tier; what they were asked is kept. */
final class ScriptedModels implements InferenceBackend {
  private final Map<String, String> answers;
  private final List<ModelRequest> asked = new CopyOnWriteArrayList<>();

  /** Answers by tier: {@code JSON confidence}, {@code fail}, {@code hang} or {@code garbage}. */
  ScriptedModels(Map<String, String> answers) {
    this.answers = Map.copyOf(answers);
  }

  List<ModelRequest> asked() {
    return asked;
  }

  @Override
  public String id() {
    return TestSites.BACKEND;
  }

  @Override
  public InferenceModel open(ModelSpec spec, Secrets secrets) {
    return new Model(spec.tier());
  }

  private final class Model implements StubModel {
    private final String tier;

    Model(String tier) {
      this.tier = tier;
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(Ability.values());
    }

    @Override
    public boolean isRemote() {
      return tier.startsWith("cloud");
    }

    @Override
    public void warmUp() {}

    @Override
    public Turn turn(ModelRequest request) {
      asked.add(request);
      String script = answers.getOrDefault(tier, "fail");
      return switch (script) {
        case "fail" ->
            new Turn(
                Turn.BY_PROFILE,
                new Reply.Failure(
                    ModelFailure.of(ModelFailure.Kind.REFUSED, "the script says so")));
        case "garbage" ->
            new Turn(
                Turn.BY_PROFILE,
                new Reply.Failure(
                    ModelFailure.of(ModelFailure.Kind.MALFORMED, "the script says so")));
        case "hang" ->
            new Turn(
                Turn.NEVER,
                new Reply.Failure(
                    ModelFailure.of(ModelFailure.Kind.MALFORMED, "this is never said")));
        default -> {
          int space = script.lastIndexOf(' ');
          yield new Turn(
              Turn.BY_PROFILE,
              new Reply.Answer(
                  answer(
                      script.substring(0, space),
                      request,
                      Double.parseDouble(script.substring(space + 1)))));
        }
      };
    }

    private ModelAnswer answer(String json, ModelRequest request, double confidence) {
      ResultType type = request.result();
      return new ModelAnswer(parse(json, type), confidence, ModelAnswer.Usage.UNKNOWN);
    }

    @Override
    public InFlight ask(ModelRequest request, ModelListener listener) {
      throw new IllegalStateException("a stub is not asked");
    }

    @Override
    public void close() {}
  }

  private static dev.ration.runtime.spi.AnswerValue parse(String json, ResultType type) {
    return switch (JsonAnswers.parse("{\"answer\": " + json + "}", type)) {
      case JsonAnswers.Parsed.Value(var value) -> value;
      case JsonAnswers.Parsed.Malformed malformed ->
          throw new IllegalArgumentException(malformed.toString());
    };
  }
}
