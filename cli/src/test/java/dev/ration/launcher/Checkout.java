package dev.ration.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A small project around a copy of the launcher, with programs that stand in for mvn and java. */
final class Checkout {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo build >>"$CHECKOUT/builds"
      echo "[INFO] Building ration-cli 0.1.0 [1/1]"
      while [ -e "$CHECKOUT/hold" ]; do sleep 0.1; done
      [ -e "$CHECKOUT/broken" ] && echo "[ERROR] plan is broken" && exit 1
      for argument; do
        case $argument in -Dration.distribution=*) to=${argument#*=} ;; esac
      done
      mkdir -p "$to/lib" "$to/upgrade" && : >"$to/lib/a.jar" && : >"$to/lib/b.jar"
      """;

  private static final String JAVA = "#!/bin/sh\nprintf '%s\\n' \"$@\"\n";

  private final Path root;
  private final Path programs;

  private Checkout(Path directory) {
    this.root = directory.resolve("project with spaces");
    this.programs = directory.resolve("programs");
  }

  static Checkout in(Path directory) throws IOException {
    var checkout = new Checkout(directory);
    var launcher = Files.readString(Path.of(System.getProperty("ration.root"), "ration"));
    checkout.program(checkout.root.resolve("ration"), checkout.withoutUsualPlaces(launcher));
    checkout.program(checkout.programs.resolve("mvn"), MAVEN);
    checkout.file("pom.xml");
    checkout.file("plan/pom.xml");
    checkout.file("plan/src/main/java/Plan.java");
    checkout.file("cli/pom.xml");
    checkout.file("policies/pom.xml");
    return checkout;
  }

  // A JDK that this machine happens to have must not decide the test.
  private String withoutUsualPlaces(String launcher) {
    return launcher.replaceAll("(?<= )/(usr|opt|Library)/(?=\\S*(25|jdk))", "/nowhere/$1/");
  }

  Path jdk(String version) throws IOException {
    var home = programs.resolve("jdk-" + version);
    program(home.resolve("bin/java"), JAVA);
    program(home.resolve("bin/javac"), JAVA);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  Path root() {
    return root;
  }

  Path state() {
    return root.resolve("cli/target/launcher");
  }

  Path file(String name) throws IOException {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  void edit(String name) throws IOException {
    var later = Instant.now().plus(Duration.ofMinutes(1));
    Files.setLastModifiedTime(root.resolve(name), FileTime.from(later));
  }

  long builds() throws IOException {
    var log = root.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  Run run(Path jdk, String... arguments) throws IOException, InterruptedException {
    return start(root.resolve("ration"), jdk, arguments).end();
  }

  Started start(Path launcher, Path jdk, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(programs.toFile());
    var environment = new TreeMap<String, String>();
    environment.put("PATH", programs + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("HOME", programs.toString());
    environment.put("CHECKOUT", root.toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Started(builder.start());
  }

  private void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  /** What a finished launcher said. */
  record Run(int exit, String out, String err) {}

  /** A launcher at work. */
  record Started(Process process) {
    Run end() throws IOException, InterruptedException {
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), out, err);
    }

    /** Waits for the first line on stderr. */
    String firstWord() throws IOException {
      return process.errorReader(StandardCharsets.UTF_8).readLine();
    }
  }
}
