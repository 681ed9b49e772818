package dev.ration.connect.vision;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.Stop;
import dev.ration.connect.vision.Regions.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Reads the rows of text on a picture, from top to bottom.
 *
 * <p>Not thread-safe. Text must be upright, within a few degrees.
 */
final class Ocr implements AutoCloseable {
  private static final int LONG_SIDE = 960;
  private static final int STEP = 32;
  private static final int LINE_HEIGHT = 48;
  private static final int MOST_LINE_WIDTH = 2400;
  private static final int MOST_LINES = 64;

  private final OcrNetworks networks;

  Ocr() throws IOException, OrtException {
    networks = new OcrNetworks();
  }

  /**
   * What one row says.
   *
   * @param confidence that of its least sure character, 0 to 1
   */
  record Row(String text, double confidence) {}

  /** A piece of text in one box. */
  private record Piece(Box box, Row row) {}

  List<Row> rows(Picture picture, Stop stop) throws OrtException, Stop.Stopped {
    double scale = Math.min(1, LONG_SIDE / (double) Math.max(picture.width(), picture.height()));
    int width = whole(picture.width() * scale);
    int height = whole(picture.height() * scale);
    var seen = networks.textAt(picture.scaled(width, height), stop);
    var boxes = Regions.of(seen, width);
    var pieces = new ArrayList<Piece>();
    for (Box box : boxes.subList(0, Math.min(boxes.size(), MOST_LINES))) {
      var place = box.scaled(picture.width() / (double) width, picture.height() / (double) height);
      var row = line(picture.part(place.left(), place.top(), place.right(), place.bottom()), stop);
      if (!row.text().isBlank()) {
        pieces.add(new Piece(place, row));
      }
    }
    return joined(pieces);
  }

  private static int whole(double side) {
    return Math.max(STEP, (int) Math.round(side / STEP) * STEP);
  }

  private Row line(Picture line, Stop stop) throws OrtException, Stop.Stopped {
    long wide = Math.round(line.width() * (double) LINE_HEIGHT / line.height());
    int width = Math.clamp(wide, LINE_HEIGHT, MOST_LINE_WIDTH);
    var table = networks.characters(line.scaled(width, LINE_HEIGHT), stop);
    var text = new StringBuilder();
    var least = 1.0;
    var before = 0;
    for (var at = 0; at < table.values().length; at += table.columns()) {
      var best = 0;
      for (var i = 1; i < table.columns(); i++) {
        if (table.values()[at + i] > table.values()[at + best]) {
          best = i;
        }
      }
      if (best != 0 && best != before) {
        String character = character(best);
        text.append(character);
        if (!character.isBlank()) {
          // How wide a gap must be to be a space is a matter of taste, and changes no answer.
          least = Math.min(least, table.values()[at + best]);
        }
      }
      before = best;
    }
    return new Row(text.toString().strip(), Math.clamp(least, 0, 1));
  }

  private String character(int output) {
    // Behind the listed characters stands the space.
    var known = networks.characters();
    return output <= known.size() ? known.get(output - 1) : " ";
  }

  /** Pieces side by side belong to one row. */
  private static List<Row> joined(List<Piece> pieces) {
    var rows = new ArrayList<List<Piece>>();
    for (Piece piece : sorted(pieces, piece -> piece.box().middle())) {
      if (rows.isEmpty() || !isBeside(rows.getLast().getLast().box(), piece.box())) {
        rows.add(new ArrayList<>());
      }
      rows.getLast().add(piece);
    }
    return rows.stream().map(Ocr::row).toList();
  }

  private static boolean isBeside(Box one, Box other) {
    return Math.abs(one.middle() - other.middle()) < Math.min(one.height(), other.height()) / 2.0;
  }

  private static Row row(List<Piece> pieces) {
    var across = sorted(pieces, piece -> piece.box().left());
    return new Row(
        across.stream().map(piece -> piece.row().text()).collect(Collectors.joining(" ")),
        across.stream().mapToDouble(piece -> piece.row().confidence()).min().orElse(0));
  }

  private static List<Piece> sorted(List<Piece> pieces, ToDoubleFunction<Piece> by) {
    return pieces.stream().sorted(Comparator.comparingDouble(by)).toList();
  }

  @Override
  public void close() throws OrtException {
    networks.close();
  }
}
