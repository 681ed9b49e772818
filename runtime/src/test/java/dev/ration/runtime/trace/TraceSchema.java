package dev.ration.runtime.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table of {@code docs/trace.md}. */
public final class TraceSchema {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private final Map<String, Set<String>> required = new LinkedHashMap<>();
  private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

  private TraceSchema() {}

  public static TraceSchema read() {
    TraceSchema schema = new TraceSchema();
    try {
      for (String line : Files.readAllLines(root().resolve("docs/trace.md"))) {
        if (line.startsWith("| `")) {
          schema.add(line.split("\\|"));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return schema;
  }

  /** The folder of the whole project. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/contributing.md"))) {
      Path above = folder.getParent();
      if (above == null) {
        throw new IllegalStateException("the tests run outside the project");
      }
      folder = above;
    }
    return folder;
  }

  private void add(String[] cells) {
    String type = quoted(cells[1]).getFirst();
    Set<String> must = new HashSet<>();
    Set<String> may = new HashSet<>();
    for (String field : quoted(cells[2])) {
      boolean isOptional = field.endsWith("?");
      String name = isOptional ? field.substring(0, field.length() - 1) : field;
      may.add(name);
      if (!isOptional) {
        must.add(name);
      }
    }
    required.put(type, must);
    allowed.put(type, may);
  }

  private static List<String> quoted(String cell) {
    List<String> found = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(cell);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  public Set<String> types() {
    return allowed.keySet();
  }

  /** What an event has that the table does not allow, or lacks; null when it fits. */
  public @Nullable String misfit(TraceEvent event) {
    Set<String> may = allowed.get(event.type());
    Set<String> must = required.get(event.type());
    if (may == null || must == null) {
      return event.type() + " is not in the table";
    }
    Set<String> fields = event.fields().keySet();
    Set<String> extra = new HashSet<>(fields);
    extra.removeAll(may);
    Set<String> missing = new HashSet<>(must);
    missing.removeAll(fields);
    return extra.isEmpty() && missing.isEmpty()
        ? null
        : event.type() + " has " + extra + " and lacks " + missing;
  }
}
