package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One use of the command line, in this process. */
record Ration(int code, String out, String err) {
  static final Path ROOT = Path.of(System.getProperty("ration.root", ".."));
  static final Path WELCOME = ROOT.resolve("policies/reception/welcome.ration");

  /** Runs a command. */
  static Ration run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    return new Ration(code, out.toString(), err.toString());
  }

  /** Runs a command with a standard input. */
  static Ration reading(InputStream input, Object... arguments) {
    InputStream before = System.in;
    System.setIn(input);
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  /** Standard output, which must be one JSON document. */
  Map<String, Object> document() {
    try {
      return JSON.std.mapFrom(out);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  private Object part(String name) {
    return Objects.requireNonNull(document().get(name), name);
  }

  /** What the robot did, in words. */
  List<String> did() {
    List<String> texts = new ArrayList<>();
    for (Object event : (List<?>) part("events")) {
      texts.add(String.valueOf(((Map<?, ?>) event).get("text")));
    }
    return texts;
  }

  /** The first receipt of that kind and name. */
  Optional<Map<?, ?>> receipt(String kind, String activity) {
    return find((Map<?, ?>) part("receipts"), kind, activity);
  }

  private static Optional<Map<?, ?>> find(Map<?, ?> receipt, String kind, String activity) {
    if (kind.equals(receipt.get("kind")) && activity.equals(receipt.get("activity"))) {
      return Optional.of(receipt);
    }
    if (receipt.get("children") instanceof List<?> children) {
      for (Object child : children) {
        Optional<Map<?, ?>> found = find((Map<?, ?>) child, kind, activity);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Where the activities of all receipts stand. */
  List<String> origins() {
    List<String> origins = new ArrayList<>();
    collect((Map<?, ?>) part("receipts"), origins);
    return origins;
  }

  private static void collect(Map<?, ?> receipt, List<String> origins) {
    if (receipt.get("origin") instanceof String origin) {
      origins.add(origin);
    }
    if (receipt.get("children") instanceof List<?> children) {
      children.forEach(child -> collect((Map<?, ?>) child, origins));
    }
  }

  /** Copies the shipped policies, so that a test can change what is in them. */
  static Path copyOfPolicies(Path directory) throws IOException {
    Path from = ROOT.resolve("policies");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Ration::isPolicyFile).toList()) {
        Path to = directory.resolve(from.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return directory;
  }

  private static boolean isPolicyFile(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".ration") || name.equals("ration.toml");
  }
}
