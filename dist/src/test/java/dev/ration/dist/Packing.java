package dev.ration.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A checkout whose build is done: the launcher of this one, its other files as links, and jars. So
 * `./ration dist` packs what Maven has just built, and builds nothing itself.
 */
record Packing(Path checkout) implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("ration.root"));
  static final Path LIBRARIES = Path.of(System.getProperty("ration.libraries"));
  static final Path UPGRADE = Path.of(System.getProperty("ration.upgrade"));
  static final Path JDK = Path.of(System.getProperty("java.home"));

  /** Where the programs are that packing needs. */
  static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  private static final Set<String> NOT_LINKED = Set.of("ration", "cli", "target", ".git");

  static Packing of(Path checkout, Path libraries, Path upgrade) throws IOException {
    Files.createDirectories(checkout);
    try (var files = Files.list(ROOT)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (!NOT_LINKED.contains(name)) {
          Files.createSymbolicLink(checkout.resolve(name), file);
        }
      }
    }
    var launcher = Files.copy(ROOT.resolve("ration"), checkout.resolve("ration"));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + launcher + " executable");
    }
    var built = Files.createDirectories(checkout.resolve("cli/target/launcher/built"));
    Files.createSymbolicLink(built.resolve("lib"), libraries);
    Files.createSymbolicLink(built.resolve("upgrade"), upgrade);
    Files.writeString(checkout.resolve("cli/target/launcher/current"), "built\n");
    var stamp = Files.createFile(built.resolve("stamp"));
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    return new Packing(checkout);
  }

  /** Packs into a file, under an environment of the caller's. */
  void into(Path file, String umask, Map<String, String> environment)
      throws IOException, InterruptedException {
    var packed =
        Finished.of(
            checkout,
            environment,
            List.of(
                "/bin/sh",
                "-c",
                "umask " + umask + "; exec ./ration dist \"$0\"",
                file.toString()));
    if (packed.exit() != 0 || !Files.exists(file)) {
      throw new IOException("not packed: " + packed);
    }
  }

  @Override
  public void close() throws IOException {
    Trees.delete(checkout);
  }
}
