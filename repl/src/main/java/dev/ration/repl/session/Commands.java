package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.NearWords;
import dev.ration.grammar.diag.Renderer;
import dev.ration.interpreter.Arguments;
import dev.ration.runtime.report.ReceiptTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
    all.put("load", "FILE                     loads a policy with all it uses");
    all.put(
        "run", "[POLICY] [NAME=EXPR…]     runs a policy of the loaded file, or one that was typed");
    all.put("hear", "TEXT                     says TEXT to the robot and runs the loaded policy");
    all.put("type", "EXPRESSION               shows the type of an expression without running it");
    all.put("doc", "NAME                      shows what a name is, and its documentation");
    all.put("why", "                          explains the last choice of a model");
    all.put("receipts", "                     shows what the last run used");
    all.put("reset", "                        forgets what was loaded, declared and bound");
    all.put("help", "                         shows this");
    all.put("quit", "                         ends the session");
    return all;
  }

  /** Runs a command; {@code line} is without its colon. */
  Response run(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    return switch (words[0]) {
      case "load", "l" -> load(rest);
      case "run", "r" -> play(rest, Optional.empty());
      case "hear" -> hear(rest);
      case "type", "t" -> type(rest);
      case "doc", "d" -> doc(rest);
      case "why", "w" -> why();
      case "receipts" -> receipts();
      case "reset" -> reset();
      case "help", "h", "?" -> help();
      case "quit", "q", "exit" -> new Response(Response.Status.QUIT, List.of());
      default -> unknown(words[0]);
    };
  }

  private static Response unknown(String typed) {
    List<String> near = NearWords.near(typed, ALL.keySet());
    return Response.refused(
        "There is no command `:"
            + typed
            + "`; "
            + (near.isEmpty()
                ? "`:help` lists them."
                : "did you mean `:" + String.join("` or `:", near) + "`? `:help` lists them."));
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
    CheckedProgram program = workspace.load(workspace.file(rest));
    List<Diagnostic> findings = SiteResolver.findings(program);
    List<String> lines = new ArrayList<>(renderer.render(findings).lines().toList());
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
    if (rest.isEmpty()) {
      return Response.refused("Say what: `:hear where is room 4.12?`.");
    }
    String utterance = rest;
    String more = "";
    int end = rest.startsWith("\"") ? rest.indexOf('"', 1) : -1;
    if (end > 0) {
      utterance = rest.substring(1, end);
      more = rest.substring(end + 1).strip();
    }
    if (workspace.loaded().isPresent() || !more.isEmpty()) {
      return play(more, Optional.of(utterance));
    }
    stage.hear(utterance);
    return Response.ok("The robot hears it when it listens next.");
  }

  private Response play(String rest, Optional<String> utterance) {
    RunWords words = RunWords.of(rest);
    if (!words.stray().isEmpty()) {
      return Response.refused(
          "`" + words.stray() + "` is no policy; values are given as `:run POLICY NAME=EXPR`.");
    }
    List<Chosen> known = known();
    Optional<Chosen> chosen = choose(known, words.policy());
    if (chosen.isEmpty()) {
      return Response.refused(noPolicy(known, words.policy()));
    }
    Chosen one = chosen.get();
    Arguments read = Arguments.read(one.program(), one.policy(), words.arguments(), "");
    if (!read.wrong().isEmpty()) {
      List<Diagnostic> findings = read.wrong().values().stream().flatMap(List::stream).toList();
      return new Response(Response.Status.REFUSED, renderer.render(findings).lines().toList());
    }
    if (!read.missing().isEmpty()) {
      return Response.refused(
          read.shortage(one.policy()), "  " + command(one.policy(), words, read, utterance));
    }
    utterance.ifPresent(stage::hear);
    return played(stage.play(one.program(), one.policy(), read.values()));
  }

  private Response played(Stage.Played played) {
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

  /** What was typed, with what is missing. */
  private static String command(
      Symbol.ActivitySymbol policy, RunWords words, Arguments read, Optional<String> utterance) {
    StringBuilder command = new StringBuilder();
    command.append(utterance.map(text -> ":hear \"" + text + "\" ").orElse(":run "));
    command.append(policy.name());
    words.arguments().forEach((name, text) -> command.append(" " + name + "=" + text));
    read.missing().forEach(one -> command.append(' ').append(one.typed()));
    return command.toString();
  }

  private static String noPolicy(List<Chosen> known, Optional<String> name) {
    String names =
        known.stream()
            .map(one -> "`" + one.policy().name() + "`")
            .distinct()
            .collect(Collectors.joining(", "));
    if (known.isEmpty()) {
      return "There is no policy to run; `:load` a file, or declare one.";
    }
    return name.isPresent()
        ? "There is no policy `" + name.get() + "`; there is " + names + "."
        : "There are several policies; say which: " + names + ".";
  }

  private record Chosen(CheckedProgram program, Symbol.ActivitySymbol policy) {}

  /** The policies of the loaded file, then those that were typed. */
  private List<Chosen> known() {
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
    return known;
  }

  private static Optional<Chosen> choose(List<Chosen> known, Optional<String> name) {
    if (name.isEmpty()) {
      return known.size() == 1 ? Optional.of(known.getFirst()) : Optional.empty();
    }
    return known.stream()
        .filter(one -> one.policy().name().equals(name.get()))
        .reduce((first, second) -> second);
  }

  /** The policies that {@code :run} knows. */
  List<Symbol.ActivitySymbol> policies() {
    return known().stream().map(Chosen::policy).toList();
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
