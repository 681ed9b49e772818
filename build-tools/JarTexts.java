import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * Unpacks the texts about licences that the jars of a distribution bring along, a directory below
 * `licences` for each jar that has any.
 */
final class JarTexts {
  private static final Pattern TEXT =
      Pattern.compile("(?i).*(licen[cs]e|notice|copying|third[-_]?party)[^/]*");

  private JarTexts() {}

  public static void main(String[] arguments) throws IOException {
    var distribution = Path.of(arguments[0]);
    for (var directory : List.of("lib", "upgrade")) {
      for (var jar : jars(distribution.resolve(directory))) {
        unpack(jar, distribution.resolve("licences"));
      }
    }
  }

  private static List<Path> jars(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void unpack(Path jar, Path to) throws IOException {
    var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    try (var opened = new JarFile(jar.toFile())) {
      for (var entry : texts(opened)) {
        var file = to.resolve(name).resolve(entry.getName()).normalize();
        if (!file.startsWith(to.resolve(name))) {
          throw new IOException(jar + " holds " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (var text = opened.getInputStream(entry)) {
          Files.write(file, text.readAllBytes());
        }
      }
    }
  }

  private static List<? extends ZipEntry> texts(JarFile jar) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory() && !entry.getName().endsWith(".class"))
        .filter(entry -> TEXT.matcher(entry.getName()).matches())
        .toList();
  }
}
