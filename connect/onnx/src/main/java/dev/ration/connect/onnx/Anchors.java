package dev.ration.connect.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the texts of one shape of request are compared with: for each option the directions of its
 * documentation and examples, and those of texts about other matters. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent")
record Anchors(List<Option> options, List<float[]> background) {
  /** How many of an option's anchors are averaged: one alone is a matter of luck. */
  private static final int NEAREST = 2;

  /** How many of the nearest background texts say how crowded a place is. */
  private static final int NEIGHBOURS = 5;

  /** How many of them say what else a text may be about. */
  private static final int RIVALS = 3;

  Anchors {
    options = List.copyOf(options);
    background = List.copyOf(background);
  }

  /** One option, and the anchors that stand for it. */
  record Option(String name, List<Anchor> anchors) {
    Option {
      anchors = List.copyOf(anchors);
    }
  }

  /**
   * The meaning of one documentation or example.
   *
   * @param crowding how near other matters are to it: an anchor that is near to everything says
   *     little
   */
  record Anchor(float[] direction, double crowding) {}

  /** The option nearest to a text. */
  record Nearest(String name, Confidence.Signs signs) {}

  /**
   * Compares directions with the background, less what of it comes nearer than {@code resemblance}
   * to any of them.
   */
  static Anchors of(
      List<String> names,
      List<List<float[]>> directions,
      List<float[]> background,
      double resemblance) {
    var others =
        background.stream()
            .filter(
                other ->
                    directions.stream()
                        .flatMap(List::stream)
                        .allMatch(direction -> similarity(other, direction) < resemblance))
            .toList();
    var options =
        IntStream.range(0, names.size())
            .mapToObj(
                i ->
                    new Option(
                        names.get(i),
                        directions.get(i).stream()
                            .map(direction -> new Anchor(direction, crowding(direction, others)))
                            .toList()))
            .toList();
    return new Anchors(options, others);
  }

  /** The option nearest to {@code text}; of several, the one declared first. */
  Nearest nearest(float[] text) {
    var crowding = crowding(text, background);
    var scores = options.stream().mapToDouble(option -> score(text, crowding, option)).toArray();
    var best = 0;
    for (var i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    var chosen = best;
    var similarity =
        greatest(
            options.get(chosen).anchors().stream()
                .mapToDouble(anchor -> similarity(text, anchor.direction()))
                .toArray(),
            NEAREST);
    var apart = similarity - near(text, background, RIVALS);
    var next =
        IntStream.range(0, scores.length)
            .filter(i -> i != chosen)
            .mapToDouble(i -> scores[i])
            .max()
            .orElse(scores[chosen] - apart);
    return new Nearest(
        options.get(chosen).name(),
        new Confidence.Signs(similarity, scores[chosen], scores[chosen] - next, apart));
  }

  /** Similarity beyond what the crowding at both ends explains. */
  private static double score(float[] text, double crowding, Option option) {
    return greatest(
        option.anchors().stream()
            .mapToDouble(
                anchor -> similarity(text, anchor.direction()) - (anchor.crowding() + crowding) / 2)
            .toArray(),
        NEAREST);
  }

  private static double crowding(float[] direction, List<float[]> background) {
    return near(direction, background, NEIGHBOURS);
  }

  private static double near(float[] direction, List<float[]> background, int count) {
    return greatest(
        background.stream().mapToDouble(other -> similarity(direction, other)).toArray(), count);
  }

  /** The mean of the {@code count} greatest values; 0 where there are none. */
  private static double greatest(double[] values, int count) {
    Arrays.sort(values);
    return Arrays.stream(values).skip(Math.max(0, values.length - count)).average().orElse(0);
  }

  private static double similarity(float[] left, float[] right) {
    var sum = 0.0;
    for (var i = 0; i < left.length; i++) {
      sum += left[i] * (double) right[i];
    }
    return sum;
  }
}
