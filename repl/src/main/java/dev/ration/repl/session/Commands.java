package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Renderer;
import dev.ration.runtime.report.ReceiptTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What begins with a colon. Used by one thread. */
final class Commands {
  /** The commands with what they take and do, in the order of the help. */
  static final Map<String, String> ALL = all();

  private final Workspace workspace;
  private final Stage stage;
  private final Evaluation evaluation;
  private final Renderer renderer;

  Commands(Workspace workspace, Stage stage, Evaluation evaluation, Renderer renderer) {
    this.workspace = workspace;
    this.stage = stage;
    this.evaluation = evaluation;
    this.renderer = renderer;
  }

  private static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("load", "FILE             loads a policy with all it uses");
    all.put("run", "[POLICY]          runs a policy of the loaded file, or one that was typed");
    all.put("hear", "TEXT             says TEXT to the robot and runs the loaded file's policy");
    all.put("type", "EXPRESSION       shows the type of an expression without running it");
    all.put("doc", "NAME              shows what a name is, and its documentation");
    all.put("why", "                  explains the last choice of a model");
    all.put("receipts", "             shows what the last run used");
    all.put("reset", "                forgets what was loaded, declared and bound");
    all.put("help", "                 shows this");
    all.put("quit", "                 ends the session");
    return all;
  }

  /** Runs a command; {@code line} is without its colon. */
  Response run(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    return switch (words[0]) {
      case "load", "l" -> load(rest);
      case "run", "r" -> play(rest);
      case "hear" -> hear(rest);
      case "type", "t" -> type(rest);
      case "doc", "d" -> doc(rest);
      case "why", "w" -> why();
      case "receipts" -> receipts();
      case "reset" -> reset();
      case "help", "h", "?" -> help();
      case "quit", "q", "exit" -> new Response(Response.Status.QUIT, List.of());
      default -> Response.refused("There is no command `:" + words[0] + "`; `:help` lists them.");
    };
  }

  private Response help() {
    List<String> lines = new ArrayList<>();
    ALL.forEach((name, text) -> lines.add("  :" + name + " " + text));
    lines.add("Anything else is Ration: declarations, `use` lines, and statements, which run.");
    lines.add("Two empty lines end an input that is not complete. Ctrl-C cancels what runs.");
    return Response.ok(lines);
  }

  private Response reset() {
    workspace.reset();
    return Response.ok("Everything is forgotten.");
  }

  private Response load(String rest) {
    if (rest.isEmpty()) {
      return Response.refused("Say which file: `:load policies/reception/welcome.ration`.");
    }
    CheckedProgram program = workspace.load(Path.of(rest));
    List<String> lines = new ArrayList<>();
    if (!program.findings().isEmpty()) {
      lines.addAll(renderer.render(program.findings()).lines().toList());
    }
    if (program.hasErrors()) {
      return new Response(Response.Status.REFUSED, lines);
    }
    List<String> policies =
        workspace.loaded().stream()
            .flatMap(loaded -> loaded.module().policies().stream())
            .map(Symbol::name)
            .toList();
    lines.add(
        "loaded " + rest + (policies.isEmpty() ? "" : ": policy " + String.join(", ", policies)));
    return Response.ok(lines);
  }

  private Response hear(String rest) {
    String utterance =
        rest.length() > 1 && rest.startsWith("\"") && rest.endsWith("\"")
            ? rest.substring(1, rest.length() - 1)
            : rest;
    stage.hear(utterance);
    return workspace.loaded().isPresent()
        ? play("")
        : Response.ok("The robot hears it when it listens next.");
  }

  private Response play(String rest) {
    Optional<Chosen> chosen = choose(rest);
    if (chosen.isEmpty()) {
      return Response.refused(
          rest.isEmpty()
              ? "There is no policy to run; load a file, or name one of several: `:run NAME`."
              : "There is no policy `" + rest + "`.");
    }
    Chosen one = chosen.get();
    List<String> missing =
        one.policy().declaredParameters().stream()
            .filter(parameter -> parameter.defaultValue() == null)
            .map(parameter -> parameter.name().text())
            .toList();
    if (!missing.isEmpty()) {
      return Response.refused(
          "`"
              + one.policy().name()
              + "` needs a value for "
              + String.join(", ", missing)
              + "; call it: `"
              + one.policy().name()
              + "(…)`.");
    }
    Stage.Played played = stage.play(one.program(), one.policy(), Map.of());
    evaluation.remember(played.receipt());
    List<String> lines = new ArrayList<>();
    if (!played.shown().isEmpty()) {
      lines.add(played.shown());
    }
    if (!played.message().isEmpty()) {
      lines.add(played.message());
    }
    played.receipt().ifPresent(receipt -> lines.addAll(ReceiptTable.lines(receipt)));
    return new Response(played.isOk() ? Response.Status.OK : Response.Status.FAILED, lines);
  }

  private record Chosen(CheckedProgram program, Symbol.ActivitySymbol policy) {}

  private Optional<Chosen> choose(String name) {
    List<Chosen> known = new ArrayList<>();
    workspace
        .loaded()
        .ifPresent(
            loaded ->
                loaded
                    .module()
                    .policies()
                    .forEach(policy -> known.add(new Chosen(loaded.program(), policy))));
    CheckedProgram typed = workspace.check(workspace.withDeclarations(List.of()));
    typed.roots().getFirst().policies().forEach(policy -> known.add(new Chosen(typed, policy)));
    if (name.isEmpty()) {
      return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
    }
    return known.stream()
        .filter(one -> one.policy().name().equals(name))
        .reduce((first, second) -> second);
  }

  private Response type(String rest) {
    if (rest.isEmpty()) {
      return Response.refused("Say what: `:type 3 W * 2 s`.");
    }
    Evaluation.Result result = evaluation.typeOf(rest);
    return result.findings().isEmpty()
        ? Response.ok(result.lines())
        : new Response(
            Response.Status.REFUSED, renderer.render(result.findings()).lines().toList());
  }

  private Response doc(String rest) {
    List<String> lines = Documentation.of(workspace, rest);
    return lines.isEmpty()
        ? Response.refused("Nothing is called `" + rest + "` here.")
        : Response.ok(lines);
  }

  private Response why() {
    List<String> lines = stage.why();
    return lines.isEmpty() ? Response.refused("No model was asked yet.") : Response.ok(lines);
  }

  private Response receipts() {
    return evaluation
        .lastReceipt()
        .map(receipt -> Response.ok(ReceiptTable.lines(receipt)))
        .orElseGet(() -> Response.refused("Nothing has run yet."));
  }
}
