package dev.ration.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A distribution where somebody unpacked it, used from another directory: without a home, and with
 * few programs on the PATH, among them neither java nor mvn.
 */
record Unpacked(Path file, Path home, Path elsewhere, Path programs) {
  /** All that the launcher of a distribution may need. */
  private static final List<String> PROGRAMS = List.of("sh", "cat", "dirname", "readlink");

  static Unpacked of(Path file, Path directory) throws IOException, InterruptedException {
    var to = Files.createDirectories(directory.resolve("a folder with spaces"));
    var tar =
        Finished.of(
            to,
            Map.of("PATH", "/usr/bin:/bin"),
            List.of("/bin/sh", "-c", "tar -xzf \"$0\"", file.toString()));
    if (tar.exit() != 0) {
      throw new IOException("not unpacked: " + tar);
    }
    var programs = Files.createDirectories(directory.resolve("programs"));
    for (var program : PROGRAMS) {
      Files.createSymbolicLink(programs.resolve(program), installed(program));
    }
    try (var tops = Files.list(to)) {
      var home = tops.toList().getFirst();
      return new Unpacked(
          file, home, Files.createDirectory(directory.resolve("elsewhere")), programs);
    }
  }

  private static Path installed(String program) throws IOException {
    return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("no " + program + " here"));
  }

  Finished ration(String... arguments) throws IOException, InterruptedException {
    return ration(Map.of(), arguments);
  }

  Finished ration(Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    return start(home.resolve("ration"), Packing.JDK, more, arguments);
  }

  Finished start(Path launcher, Path jdk, Map<String, String> more, String... arguments)
      throws IOException, InterruptedException {
    var environment = new HashMap<String, String>();
    environment.put("PATH", programs.toString());
    environment.put("HOME", "");
    environment.put("JAVA_HOME", jdk.toString());
    // Java asks the system for the home directory, and not HOME: one that cannot be made.
    environment.put("RATION_JAVA_OPTS", "-Duser.home=" + file + "/home");
    environment.putAll(more);
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return Finished.of(elsewhere, environment, command);
  }

  String path(String name) {
    return home.resolve(name).toString();
  }

  Path cache() {
    return home.resolve("check.aot");
  }

  /** The arguments of a run that needs a model, the interpreter and the simulated robot. */
  String[] reception() {
    return new String[] {
      "run",
      path("policies/reception/welcome.ration"),
      "--clock",
      "virtual",
      "--hear",
      "where is room 4.12?"
    };
  }

  List<Path> files() throws IOException {
    try (var all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Takes away, or gives back, everybody's right to write to any part of it. */
  void setWritable(boolean writable) throws IOException {
    try (var all = Files.walk(home)) {
      for (var one : all.toList()) {
        if (!one.toFile().setWritable(writable, true)) {
          throw new IOException("cannot change " + one);
        }
      }
    }
  }

  /** Every file and directory with its size and the time of its last change. */
  Map<String, String> state() throws IOException {
    var state = new TreeMap<String, String>();
    try (var all = Files.walk(home)) {
      for (var one : all.toList()) {
        var size = Files.isDirectory(one) ? "directory" : Long.toString(Files.size(one));
        state.put(one.toString(), size + " " + Files.getLastModifiedTime(one));
      }
    }
    return state;
  }
}
