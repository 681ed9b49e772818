package dev.ration.connect.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the texts of one shape of request are compared with: for each option the directions of its
 * documentation and examples, and what is known of other matters. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent")
record Anchors(List<String> names, List<List<float[]>> options, List<float[]> background) {
  /** How many of an option's anchors are averaged: one alone is a matter of luck. */
  private static final int NEAREST = 2;

  private static final int NEAREST_BACKGROUND = 3;

  Anchors {
    names = List.copyOf(names);
    options = options.stream().map(List::copyOf).toList();
    background = List.copyOf(background);
  }

  /** The option nearest to a text. */
  record Nearest(String name, Confidence.Signs signs) {}

  /** Leaves out of {@code background} what comes nearer than {@code resemblance} to any option. */
  static Anchors of(
      List<String> names,
      List<List<float[]>> options,
      List<float[]> background,
      double resemblance) {
    var others =
        background.stream()
            .filter(
                other ->
                    options.stream()
                        .flatMap(List::stream)
                        .allMatch(anchor -> similarity(other, anchor) < resemblance))
            .toList();
    return new Anchors(names, options, others);
  }

  /** The option nearest to {@code text}; of several, the one declared first. */
  Nearest nearest(float[] text) {
    var scores = options.stream().mapToDouble(anchors -> score(text, anchors, NEAREST)).toArray();
    var best = 0;
    for (var i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    var chosen = best;
    var nearness = scores[chosen];
    var next =
        IntStream.range(0, scores.length)
            .filter(i -> i != chosen)
            .mapToDouble(i -> scores[i])
            .max()
            .orElse(nearness - 1);
    var signs =
        new Confidence.Signs(
            nearness, nearness - next, nearness - score(text, background, NEAREST_BACKGROUND));
    return new Nearest(names.get(chosen), signs);
  }

  /** The mean of the {@code count} greatest similarities; 0 where there are no anchors at all. */
  private static double score(float[] text, List<float[]> anchors, int count) {
    var similarities =
        anchors.stream().mapToDouble(anchor -> similarity(text, anchor)).sorted().toArray();
    return Arrays.stream(similarities)
        .skip(Math.max(0, similarities.length - count))
        .average()
        .orElse(0);
  }

  private static double similarity(float[] left, float[] right) {
    var sum = 0.0;
    for (var i = 0; i < left.length; i++) {
      sum += left[i] * (double) right[i];
    }
    return sum;
  }
}
