package dev.ration.connect.llama;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.args.LogFormat;
import dev.ration.plan.Code;
import dev.ration.runtime.spi.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The native library, brought in when the first model is opened.
 *
 * <p>Unpacked here, because the binding would unpack it under a name that all users of a machine
 * share, and print where to on standard output.
 */
final class NativeLibrary {
  /**
   * The binding's own setting: a directory with a build of the user's, for a graphics processor.
   */
  private static final String DIRECTORY = "de.kherud.llama.lib.path";

  private static boolean isLoaded;

  private NativeLibrary() {}

  /**
   * Loads it, once for the process.
   *
   * @throws ModelException if there is none for this machine, or it does not load
   */
  static synchronized void load() throws ModelException {
    if (!isLoaded) {
      try {
        load(Files.createTempDirectory("ration-llama"), resource());
      } catch (IOException unwritable) {
        throw missing();
      }
      isLoaded = true;
    }
  }

  /** Loads what the binding's jar has under a name, by way of a directory that goes with it. */
  static void load(Path directory, String resource) throws ModelException {
    var name = System.mapLibraryName("jllama");
    var file = directory.resolve(name);
    var own = System.getProperty(DIRECTORY);
    try {
      if (own == null) {
        unpack(resource, file);
        System.setProperty(DIRECTORY, directory.toString());
        try {
          initialize(file);
        } finally {
          System.clearProperty(DIRECTORY);
        }
      } else {
        initialize(Path.of(own, name));
      }
    } catch (IOException | InvalidPathException | LinkageError e) {
      throw missing();
    } finally {
      forget(file);
      forget(directory);
    }
  }

  private static ModelException missing() {
    return new ModelException(
        Code.NO_MODEL_LIBRARY,
        "The library llama.cpp does not load on %s, %s; it is there for Linux, macOS and Windows on"
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
            + " x86-64, and for Linux and macOS on AArch64.");
  }

  private static void unpack(String resource, Path file) throws IOException {
    try (var in = LlamaModel.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no library for this machine");
      }
      Files.copy(in, file);
    }
  }

  /** Once loaded it needs no file any more, but where a system keeps open ones. */
  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stillOpen) {
      file.toFile().deleteOnExit();
    }
  }

  @SuppressWarnings("restricted")
  private static void initialize(Path file) {
    // The binding finds it loaded then. Where that is not possible it would look elsewhere, and
    // unpack its own after all.
    System.load(file.toAbsolutePath().toString());
    // Its messages quote what it reads and writes, and what is worth knowing is said elsewhere.
    LlamaModel.setLogger(LogFormat.TEXT, (_, _) -> {});
  }

  /** What the binding's jar has for this machine, if it has anything. */
  static String resource() {
    var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    var processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "Mac" : system.contains("windows") ? "Windows" : "Linux")
        + "/"
        + (processor.equals("amd64") ? "x86_64" : processor)
        + "/"
        + System.mapLibraryName("jllama");
  }
}
