package dev.ration.connect.vision;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** A decoded picture without transparency. Not changed after it was made. */
final class Picture {
  /** The most bytes of an encoded picture. */
  static final int MOST_BYTES = 16 << 20;

  /** The most pixels of a picture: one that claims more is not decoded. */
  static final long MOST_PIXELS = 25_000_000;

  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /** A picture that cannot be looked at. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  /** A small picture of nothing. */
  static Picture blank() {
    return new Picture(new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB));
  }

  /** Decodes a PNG, JPEG, GIF or BMP. */
  static Picture decode(byte[] bytes) throws Broken {
    if (bytes.length == 0) {
      throw new Broken("The picture is empty.");
    }
    if (bytes.length > MOST_BYTES) {
      throw new Broken(
          "The picture has %d bytes, more than the %d that are looked at."
              .formatted(bytes.length, MOST_BYTES));
    }
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new Broken("The picture is no PNG, JPEG, GIF or BMP.");
      }
      var reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Decoders throw unchecked exceptions too where a file contradicts itself.
      throw new Broken("The picture is damaged and cannot be decoded.");
    }
  }

  private static Picture read(ImageReader reader) throws IOException, Broken {
    // The size stands in the header: a small file that claims a huge picture costs no memory.
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new Broken(
          "The picture has %d pixels, more than the %d that are looked at."
              .formatted(pixels, MOST_PIXELS));
    }
    var raw = reader.read(0);
    var opaque = new BufferedImage(raw.getWidth(), raw.getHeight(), BufferedImage.TYPE_INT_RGB);
    var graphics = opaque.createGraphics();
    graphics.drawImage(raw, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return new Picture(opaque);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** A part of it, clipped to what there is; at least one pixel. */
  Picture part(int left, int top, int right, int bottom) {
    var x = Math.clamp(left, 0, width() - 1);
    var y = Math.clamp(top, 0, height() - 1);
    var w = Math.max(1, Math.min(right, width()) - x);
    var h = Math.max(1, Math.min(bottom, height()) - y);
    return new Picture(image.getSubimage(x, y, w, h));
  }

  /** The same in another size. */
  Picture scaled(int width, int height) {
    var scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return new Picture(scaled);
  }

  /**
   * Its planes blue, green, red, one after the other, as the networks were trained to see them.
   *
   * @param mean of each plane, which is taken off; of values 0 to 1
   * @param deviation of each plane, by which the rest is divided
   */
  FloatBuffer planes(float[] mean, float[] deviation) {
    int pixels = width() * height();
    int[] colours = image.getRGB(0, 0, width(), height(), null, 0, width());
    var planes = FloatBuffer.allocate(3 * pixels);
    for (var plane = 0; plane < 3; plane++) {
      for (int colour : colours) {
        float value = ((colour >> (8 * plane)) & 0xff) / 255f;
        planes.put((value - mean[plane]) / deviation[plane]);
      }
    }
    return planes.flip();
  }
}
