package dev.ration.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the launcher takes for a JDK. */
final class StandInJdk {
  private StandInJdk() {}

  /** Makes one that says it has a version, with a script of the caller's as its java. */
  static Path of(Path home, String version, String java) throws IOException {
    var programs = Files.createDirectories(home.resolve("bin"));
    for (var name : new String[] {"java", "javac"}) {
      var program = Files.writeString(programs.resolve(name), java);
      if (!program.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + program + " executable");
      }
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
