package dev.ration.bench;

import java.util.Map;
import java.util.stream.Stream;

/** The tasks in sizes that take no time. */
final class Tasks {
  /** Everything that is hot is compiled once, at its highest tier, before it goes on. */
  static final Map<String, String> EAGER =
      Map.of(
          "engine.BackgroundCompilation", "false",
          "engine.MultiTier", "false",
          "engine.SingleTierCompilationThreshold", "300",
          "engine.OSRCompilationThreshold", "3000",
          "engine.CompilationFailureAction", "Throw");

  private Tasks() {}

  static Stream<Task> small() {
    return Task.ALL.stream()
        .map(
            task ->
                switch (task.name()) {
                  case "fib" -> task.sized(16);
                  case "items" -> task.sized(20);
                  default -> task.sized(20_000);
                });
  }
}
