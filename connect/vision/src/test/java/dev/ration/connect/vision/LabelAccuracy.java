package dev.ration.connect.vision;

import dev.ration.connect.ort.Stop;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Measures how much of drawn labels is read right, and what the confidence is worth. */
public final class LabelAccuracy {
  private static final int EACH = 40;

  /** What `policies/inspection` asks for. */
  private static final double SURE = 0.75;

  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final ResultType LABEL =
      new ResultType.Fields(
          "Label",
          List.of(
              new ResultType.Field("serial", "Behind `S/N`.", new ResultType.Text()),
              new ResultType.Field("torque", "", new ResultType.Whole(1L, 100L))));

  private LabelAccuracy() {}

  /** Prints one line for each kind of damage. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    out.printf("%-10s %6s %6s %6s %12s%n", "picture", "right", "wrong", "none", "wrong, sure");
    try (var ocr = new Ocr()) {
      for (Labels.Damage damage : Labels.Damage.values()) {
        Tally tally = measure(ocr, damage);
        out.printf(
            "%-10s %6d %6d %6d %5d of %3d%n",
            damage, tally.right, tally.wrong, tally.none, tally.sureAndWrong, tally.sure);
      }
    }
  }

  /** Counts of one kind of picture. */
  private static final class Tally {
    private int right;
    private int wrong;
    private int none;
    private int sure;
    private int sureAndWrong;
  }

  private static Tally measure(Ocr ocr, Labels.Damage damage) throws Exception {
    var random = new Random(20260101);
    var tally = new Tally();
    for (var i = 0; i < EACH; i++) {
      String serial = serial(random);
      long torque = 1 + random.nextInt(100);
      byte[] png = Labels.png(damage, i, "S/N: " + serial, "TORQUE " + torque + " Nm");
      Map<String, AnswerValue> truth =
          Map.of("serial", new AnswerValue.Text(serial), "torque", new AnswerValue.Whole(torque));
      count(tally, ocr, png, new AnswerValue.Fields(truth));
    }
    return tally;
  }

  private static void count(Tally tally, Ocr ocr, byte[] png, AnswerValue truth) throws Exception {
    try {
      var found = Answers.of(ocr.rows(Picture.decode(png), new Stop()), LABEL);
      boolean isRight = found.value().equals(truth);
      boolean isSure = found.confidence() >= SURE;
      tally.right += isRight ? 1 : 0;
      tally.wrong += isRight ? 0 : 1;
      tally.sure += isSure ? 1 : 0;
      tally.sureAndWrong += isSure && !isRight ? 1 : 0;
    } catch (Answers.NotThere e) {
      tally.none++;
    }
  }

  private static String serial(Random random) {
    var serial = new StringBuilder();
    for (var i = 0; i < 6; i++) {
      serial.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return serial.toString();
  }
}
