package dev.ration.connect.llama;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a site says about one model, checked. Immutable.
 *
 * @param tier which it serves
 * @param path of its file, relative to the working directory
 * @param context the most tokens that a question and its answer may have; empty where not said
 * @param threads that do its arithmetic
 * @param confidence what its answers are held to be worth: 0 to 1
 */
record LlamaSettings(
    String tier, Path path, Optional<Integer> context, int threads, double confidence) {
  /** Confidence where nothing is known: neither right nor wrong. */
  private static final double NOTHING_KNOWN = 0.5;

  private static final int MOST_CONTEXT = 1 << 20;
  private static final int MOST_THREADS = 256;
  private static final Set<String> NAMES = Set.of("path", "context", "threads", "confidence");
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,7})(\\s*tok)?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*(%)?");

  /**
   * Checks the settings.
   *
   * @throws ModelException if one is missing, unknown or wrong
   */
  static LlamaSettings read(ModelSpec spec) throws ModelException {
    var unknown = new TreeSet<>(spec.settings().keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new ModelException(
          Code.BAD_MODEL_SETTING,
          ("The model of `%s` has a setting `%s` that the backend `llama` does not know; it knows"
                  + " %s.")
              .formatted(spec.tier(), unknown.first(), String.join(", ", new TreeSet<>(NAMES))));
    }
    return new LlamaSettings(
        spec.tier(),
        path(spec),
        whole(spec, "context", MOST_CONTEXT),
        whole(spec, "threads", MOST_THREADS).orElseGet(LlamaSettings::allThreadsButOne),
        confidence(spec));
  }

  /** One processor stays free for the scheduler, which has deadlines to keep. */
  private static int allThreadsButOne() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  private static Path path(ModelSpec spec) throws ModelException {
    var written = spec.setting("path").orElse("").strip();
    if (written.isEmpty()) {
      throw new ModelException(
          Code.BAD_MODEL_SETTING,
          ("The model of `%s` has no `path`; give it one in its settings, as in"
                  + " `path: \"models/chat.gguf\"`.")
              .formatted(spec.tier()));
    }
    try {
      return Path.of(written);
    } catch (InvalidPathException noPath) {
      throw wrong(spec, "path", "the path of a file");
    }
  }

  private static Optional<Integer> whole(ModelSpec spec, String name, int most)
      throws ModelException {
    var written = spec.setting(name);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    var parts = WHOLE.matcher(written.get().strip());
    var number = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
    if (number < 1 || number > most) {
      throw wrong(spec, name, "a whole number from 1 to " + most);
    }
    return Optional.of(number);
  }

  private static double confidence(ModelSpec spec) throws ModelException {
    var written = spec.setting("confidence");
    if (written.isEmpty()) {
      return NOTHING_KNOWN;
    }
    var parts = SHARE.matcher(written.get().strip());
    var share =
        parts.matches()
            ? new BigDecimal(parts.group(1))
                .movePointLeft(parts.group(2) == null ? 0 : 2)
                .doubleValue()
            : -1;
    if (share < 0 || share > 1) {
      throw wrong(spec, "confidence", "a share such as 0.7 or 70 %");
    }
    return share;
  }

  private static ModelException wrong(ModelSpec spec, String name, String what) {
    return new ModelException(
        Code.BAD_MODEL_SETTING,
        "The setting `%s` of the model of `%s` is not %s.".formatted(name, spec.tier(), what));
  }
}
