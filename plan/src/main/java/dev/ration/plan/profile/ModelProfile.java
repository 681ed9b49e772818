package dev.ration.plan.profile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model, wherever it runs. Figures a model does not need are null: an embedding model has a
 * latency, a writing one prefill and decode rates, a remote one the time to its first token.
 *
 * @param backend the inference backend's id, as {@code onnx} or {@code openai}
 * @param settings texts by name for the backend; a secret is {@code secret:NAME}
 * @param isRemote whether the words leave the robot to reach it
 * @param abilities what it can do, as {@code choose}, {@code write}, {@code structure}, {@code
 *     see}; empty when the backend knows
 * @param memory it takes when loaded, in bytes
 * @param load time from cold to ready, in nanoseconds
 * @param latency of a whole answer, in nanoseconds, where it does not depend on length
 * @param firstToken time to the first token without the link, in nanoseconds
 * @param prefill tokens a second it reads
 * @param decode tokens a second it writes
 * @param power draw while it works, in microwatts; on the robot only
 * @param quality share of answers that are right on its trade, 0 to 1
 * @param inputPrice money for each token read
 * @param outputPrice money for each token written
 */
public record ModelProfile(
    String name,
    String backend,
    Map<String, String> settings,
    boolean isRemote,
    List<String> abilities,
    @Nullable Figure<Long> memory,
    @Nullable Figure<Distribution> load,
    @Nullable Figure<Distribution> latency,
    @Nullable Figure<Distribution> firstToken,
    @Nullable Figure<Rate> prefill,
    @Nullable Figure<Rate> decode,
    @Nullable Figure<Long> power,
    @Nullable Figure<Double> quality,
    @Nullable Figure<Rate> inputPrice,
    @Nullable Figure<Rate> outputPrice) {
  public ModelProfile {
    settings = Map.copyOf(settings);
    abilities = List.copyOf(abilities);
  }
}
