package dev.ration.runtime.sim;

import dev.ration.runtime.spi.CommandContract.Figures;
import dev.ration.runtime.spi.CommandRequest;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What actions look like to a person beside the robot, and how long they take. */
final class SimActions {
  /** Standard normal quantile of 0.95. */
  private static final double Z95 = 1.6448536269514722;

  /** Speech of about 150 words a minute, 6 characters a word with its space. */
  private static final long NANOS_PER_CHARACTER = 66_000_000L;

  private SimActions() {}

  /** The action in words, as in {@code says "Good morning."}. */
  static String words(CommandRequest request) {
    return switch (simpleName(request)) {
      case "say" -> "says \"" + first(request) + "\"";
      case "play" -> "plays " + first(request);
      case "look_at" -> "looks at " + first(request);
      case "point_to" -> "points to " + first(request);
      case "nod" -> "nods";
      case "listen" -> "listens";
      case "go_to" -> "drives to " + first(request);
      case "halt", "stop" -> "stops";
      case "stop_talking" -> "falls silent";
      default -> generic(request);
    };
  }

  private static String generic(CommandRequest request) {
    String arguments =
        request.arguments().stream()
            .map(CommandRequest.Argument::display)
            .collect(Collectors.joining(", "));
    return simpleName(request).replace('_', ' ') + (arguments.isEmpty() ? "" : " " + arguments);
  }

  static String simpleName(CommandRequest request) {
    return request.action().substring(request.action().lastIndexOf('.') + 1);
  }

  private static String first(CommandRequest request) {
    return request.arguments().isEmpty() ? "" : request.arguments().getFirst().display();
  }

  /** How long it takes this time, from request to end, in nanoseconds. */
  static long takes(CommandRequest request, RandomGenerator random) {
    Figures takes = request.contract().takes();
    long drawn = draw(takes, random);
    boolean isSpeech = simpleName(request).toLowerCase(Locale.ROOT).equals("say");
    long spoken = isSpeech ? first(request).length() * NANOS_PER_CHARACTER : drawn;
    return clamp(Math.max(spoken, takes.least()), takes);
  }

  /** How long it takes to its first effect, in nanoseconds; never longer than {@code takes}. */
  static long begins(CommandRequest request, long takes, RandomGenerator random) {
    Figures begins = request.contract().begins();
    return Math.min(takes, clamp(draw(begins, random), begins));
  }

  /** One sample of a lognormal through typical and p95, cut at least and maximum. */
  static long draw(Figures figures, RandomGenerator random) {
    double gaussian = random.nextGaussian();
    if (figures.typical() == 0) {
      return figures.least();
    }
    double sigma = Math.log((double) figures.p95() / figures.typical()) / Z95;
    return clamp(Math.round(figures.typical() * Math.exp(sigma * gaussian)), figures);
  }

  private static long clamp(long value, Figures figures) {
    long most = figures.max() == Figures.NO_MAX ? Long.MAX_VALUE : figures.max();
    return Math.clamp(value, figures.least(), Math.max(figures.least(), most));
  }
}
