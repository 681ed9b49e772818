package dev.ration.cli;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.Secrets;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets from a file of {@code NAME=value} lines, and from the environment for names it lacks.
 * Thread-safe. No message of it ever holds a value.
 */
final class SecretsFile {
  private SecretsFile() {}

  /** The environment alone. */
  static Secrets environment() {
    return name -> Optional.ofNullable(System.getenv(name));
  }

  /**
   * Reads a file; empty lines and those that begin with {@code #} are left out.
   *
   * @throws WrongUse if it cannot be read, or a line has no name
   */
  static Secrets read(Path file) {
    Map<String, String> values = new HashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      if (equals <= 0) {
        throw new WrongUse(
            Code.BAD_SECRETS_FILE,
            "Line %d of the secrets file `%s` is not NAME=value.".formatted(i + 1, file));
      }
      values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    Secrets environment = environment();
    return name -> {
      String value = values.get(name);
      return value == null ? environment.find(name) : Optional.of(value);
    };
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      throw new WrongUse(Code.BAD_SECRETS_FILE, "There is no secrets file `" + file + "`.");
    } catch (CharacterCodingException _) {
      throw new WrongUse(
          Code.BAD_SECRETS_FILE, "The secrets file `" + file + "` is not UTF-8 text.");
    } catch (IOException unreadable) {
      throw new WrongUse(
          Code.BAD_SECRETS_FILE,
          "The secrets file `" + file + "` cannot be read: " + unreadable.getMessage() + ".");
    }
  }
}
