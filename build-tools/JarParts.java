import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/**
 * Unpacks from the jars of a distribution what has to lie beside them: below `licences`, a
 * directory for each jar, the texts about licences that it brings along; below `resources`, a
 * directory for each system, what Truffle would unpack into the home directory of whoever starts
 * it.
 */
final class JarParts {
  private static final Pattern TEXT =
      Pattern.compile("(?i).*(licen[cs]e|notice|copying|third[-_]?party)[^/]*");
  private static final Pattern RESOURCE =
      Pattern.compile("META-INF/resources/([^/]+/[^/]+)/(linux|darwin)/(amd64|aarch64)/(.+)");

  private JarParts() {}

  public static void main(String[] arguments) throws IOException {
    var distribution = Path.of(arguments[0]);
    for (var directory : List.of("lib", "upgrade")) {
      for (var jar : jars(distribution.resolve(directory))) {
        unpack(jar, distribution);
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

  private static void unpack(Path jar, Path distribution) throws IOException {
    var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    try (var opened = new JarFile(jar.toFile())) {
      for (var entry : opened.stream().filter(entry -> !entry.isDirectory()).toList()) {
        var place = text(name, entry).or(() -> resource(entry));
        if (place.isPresent()) {
          var file = distribution.resolve(place.get()).normalize();
          if (!file.startsWith(distribution.normalize())) {
            throw new IOException(jar + " holds " + entry.getName());
          }
          Files.createDirectories(file.getParent());
          try (var in = opened.getInputStream(entry)) {
            Files.write(file, in.readAllBytes());
          }
        }
      }
    }
  }

  private static Optional<String> text(String jar, ZipEntry entry) {
    var isText = TEXT.matcher(entry.getName()).matches() && !entry.getName().endsWith(".class");
    return isText ? Optional.of("licences/" + jar + "/" + entry.getName()) : Optional.empty();
  }

  // Systems are named as the description of a JDK names its own, where the launcher reads it.
  private static Optional<String> resource(ZipEntry entry) {
    var match = RESOURCE.matcher(entry.getName());
    if (!match.matches()) {
      return Optional.empty();
    }
    var system = match.group(2).equals("linux") ? "Linux" : "Darwin";
    var processor = match.group(3).equals("amd64") ? "x86_64" : "aarch64";
    return Optional.of(
        "resources/" + system + "-" + processor + "/" + match.group(1) + "/" + match.group(4));
  }
}
