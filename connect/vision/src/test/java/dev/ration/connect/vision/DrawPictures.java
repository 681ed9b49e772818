package dev.ration.connect.vision;

import java.nio.file.Files;
import java.nio.file.Path;

/** Draws the pictures of the inspection policy into the folder that is its argument. */
public final class DrawPictures {
  private DrawPictures() {}

  /** Writes one PNG for each case. */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    String[] lines = {"S/N: KX4719", "TORQUE 35 Nm"};
    Files.write(folder.resolve("clear.png"), Labels.png(Labels.Damage.NONE, 1, lines));
    Files.write(folder.resolve("tilted.png"), Labels.png(Labels.Damage.TILTED, 6, lines));
    Files.write(folder.resolve("blurred.png"), Labels.png(Labels.Damage.BLURRED, 3, lines));
    Files.write(folder.resolve("scratched.png"), Labels.png(Labels.Damage.SCRATCHED, 2, lines));
    Files.write(
        folder.resolve("other_torque.png"),
        Labels.png(Labels.Damage.NOISY, 4, "S/N: PM2306", "TORQUE 60 Nm"));
  }
}
