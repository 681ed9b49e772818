package dev.ration.connect.vision;

import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws labels of parts as a camera may see them. */
final class Labels {
  private Labels() {}

  /** What can be wrong with a picture. */
  enum Damage {
    NONE,
    NOISY,
    TILTED,
    BLURRED,
    SCRATCHED,
    DARK
  }

  /** A label of these lines as a PNG; the same seed gives the same pixels. */
  static byte[] png(Damage damage, long seed, String... lines) throws IOException {
    var random = new Random(seed);
    var image = new BufferedImage(480, 60 + 60 * lines.length, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(new Color(232, 232, 226));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(new Color(28, 28, 34));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 34));
    for (var i = 0; i < lines.length; i++) {
      graphics.drawString(lines[i], 30, 70 + 60 * i);
    }
    if (damage == Damage.SCRATCHED) {
      graphics.setColor(new Color(232, 232, 226));
      for (var i = 0; i < 6; i++) {
        int x = 150 + random.nextInt(300);
        graphics.fillRect(x, 0, 9, image.getHeight());
      }
    }
    graphics.dispose();
    var seen =
        switch (damage) {
          case NONE, SCRATCHED -> image;
          case NOISY -> noisy(image, random, 60, 1);
          case DARK -> noisy(image, random, 10, 0.18);
          case BLURRED -> blurred(image, 9 + 2 * random.nextInt(5));
          case TILTED -> tilted(image, Math.toRadians(random.nextInt(-3, 4)));
        };
    var out = new ByteArrayOutputStream();
    ImageIO.write(seen, "png", out);
    return out.toByteArray();
  }

  private static BufferedImage noisy(BufferedImage image, Random random, int by, double gain) {
    for (var y = 0; y < image.getHeight(); y++) {
      for (var x = 0; x < image.getWidth(); x++) {
        int grey = image.getRGB(x, y) & 0xff;
        int value = (int) Math.clamp(grey * gain + random.nextGaussian() * by / 2, 0, 255);
        image.setRGB(x, y, value << 16 | value << 8 | value);
      }
    }
    return image;
  }

  private static BufferedImage blurred(BufferedImage image, int width) {
    var weights = new float[width * width];
    Arrays.fill(weights, 1f / weights.length);
    return new ConvolveOp(new Kernel(width, width, weights), ConvolveOp.EDGE_NO_OP, null)
        .filter(image, null);
  }

  private static BufferedImage tilted(BufferedImage image, double angle) {
    var turn =
        AffineTransform.getRotateInstance(angle, image.getWidth() / 2.0, image.getHeight() / 2.0);
    var target = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    return new AffineTransformOp(turn, AffineTransformOp.TYPE_BILINEAR).filter(image, target);
  }
}
