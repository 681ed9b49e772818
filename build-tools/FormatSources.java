import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks, or with `--fix` rewrites, the layout of every Java source of the project. */
final class FormatSources {
  private static final Set<String> SKIPPED = Set.of("target", "node_modules", ".git");
  private static final JavaFormatterOptions OPTIONS = JavaFormatterOptions.builder().build();

  private FormatSources() {}

  public static void main(String[] arguments) throws IOException {
    var root = Path.of(arguments[0]);
    var fix = arguments.length > 1 && arguments[1].equals("--fix");
    var wrong =
        sources(root).parallelStream().filter(source -> differs(source, fix)).sorted().toList();
    for (var source : wrong) {
      System.err.println((fix ? "formatted " : "not formatted: ") + root.relativize(source));
    }
    if (!fix && !wrong.isEmpty()) {
      System.err.println("Run `mvn -N -Pformat` to format them.");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(directory.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static boolean differs(Path source, boolean fix) {
    try {
      var before = Files.readString(source);
      var ordered =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(before), OPTIONS.style());
      var after = new Formatter(OPTIONS).formatSource(ordered);
      if (after.equals(before)) {
        return false;
      }
      if (fix) {
        Files.writeString(source, after);
      }
      return true;
    } catch (FormatterException notJava) {
      System.err.println(source + ": " + notJava.getMessage());
      return true;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
