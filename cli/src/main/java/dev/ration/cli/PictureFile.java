package dev.ration.cli;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.ModelRequest.ImageData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture from a file, for a camera that is only simulated. */
final class PictureFile {
  private static final int MOST_BYTES = 16 << 20;

  private PictureFile() {}

  /**
   * Reads it; whether it can be decoded is for the model to say.
   *
   * @throws WrongUse if the file cannot be read, is too large, or does not begin like a picture
   */
  static ImageData read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw unusable(file, "is larger than 16 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      if (begins(bytes, 0x89, 'P', 'N', 'G')) {
        return new ImageData("image/png", bytes);
      }
      if (begins(bytes, 0xff, 0xd8, 0xff)) {
        return new ImageData("image/jpeg", bytes);
      }
    } catch (IOException unreadable) {
      throw unusable(file, "cannot be read: " + unreadable.getMessage());
    }
    throw unusable(file, "is neither a PNG nor a JPEG");
  }

  private static boolean begins(byte[] bytes, int... with) {
    if (bytes.length < with.length) {
      return false;
    }
    for (var i = 0; i < with.length; i++) {
      if (Byte.toUnsignedInt(bytes[i]) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static WrongUse unusable(Path file, String why) {
    return new WrongUse(Code.UNREADABLE_FILE, "The picture `%s` %s.".formatted(file, why));
  }
}
