package dev.ration.connect.vision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds the upright boxes around what a detector takes for lines of text. */
final class Regions {
  private static final float TEXT = 0.3f;
  private static final float MEAN = 0.5f;
  private static final int LEAST_SIDE = 3;

  /** How much wider than the detector's core of a line its letters are. */
  private static final double GROWTH = 1.6;

  private final float[] probability;
  private final int width;
  private final BitSet seen = new BitSet();

  private Regions(float[] probability, int width) {
    this.probability = probability;
    this.width = width;
  }

  /** A box in pixels; right and bottom are the first outside it. */
  record Box(int left, int top, int right, int bottom) {
    int height() {
      return bottom - top;
    }

    double middle() {
      return (top + bottom) / 2.0;
    }

    private Box grown() {
      double w = right - left;
      double h = height();
      int by = (int) Math.ceil(w * h * GROWTH / (2 * (w + h)));
      return new Box(left - by, top - by, right + by, bottom + by);
    }

    Box scaled(double x, double y) {
      return new Box(
          (int) Math.floor(left * x),
          (int) Math.floor(top * y),
          (int) Math.ceil(right * x),
          (int) Math.ceil(bottom * y));
    }
  }

  /** The boxes of a map of probabilities, row by row, {@code width} in a row. */
  static List<Box> of(float[] probability, int width) {
    var regions = new Regions(probability, width);
    var boxes = new ArrayList<Box>();
    for (var i = 0; i < probability.length; i++) {
      if (regions.isNew(i)) {
        regions.add(i, boxes);
      }
    }
    return boxes;
  }

  private boolean isNew(int at) {
    return probability[at] > TEXT && !seen.get(at);
  }

  private void add(int start, List<Box> boxes) {
    var queue = new ArrayDeque<Integer>();
    seen.set(start);
    queue.add(start);
    int left = start % width;
    int right = left;
    int top = start / width;
    int bottom = top;
    var sum = 0.0;
    var count = 0;
    while (!queue.isEmpty()) {
      int at = queue.remove();
      int x = at % width;
      int y = at / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      sum += probability[at];
      count++;
      visit(x > 0 ? at - 1 : at, queue);
      visit(x < width - 1 ? at + 1 : at, queue);
      visit(at >= width ? at - width : at, queue);
      visit(at + width < probability.length ? at + width : at, queue);
    }
    var box = new Box(left, top, right + 1, bottom + 1);
    if (sum / count >= MEAN && box.height() >= LEAST_SIDE && right - left >= LEAST_SIDE) {
      boxes.add(box.grown());
    }
  }

  private void visit(int at, ArrayDeque<Integer> queue) {
    if (isNew(at)) {
      seen.set(at);
      queue.add(at);
    }
  }
}
