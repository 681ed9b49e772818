package dev.ration.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/** The jars of others in a directory of a distribution. */
final class ShippedJars {
  private static final String OURS = "META-INF/maven/dev.ration/";

  private ShippedJars() {}

  /**
   * Names each jar that is not Ration's own by the directory in a distribution and its artifact.
   */
  static Set<String> in(String directory, Path jars) throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.list(jars)) {
      for (var file : files.toList()) {
        if (!isOurs(file)) {
          names.add(directory + "/" + withoutVersion(file.getFileName().toString()));
        }
      }
    }
    return names;
  }

  static boolean isOurs(Path jar) throws IOException {
    try (var opened = new JarFile(jar.toFile())) {
      return opened.stream().anyMatch(entry -> entry.getName().startsWith(OURS));
    }
  }

  private static String withoutVersion(String file) {
    return file.replaceFirst("-\\d[^/]*\\.jar$", "");
  }
}
