package dev.ration.repl.session;

import dev.ration.grammar.check.Builtin;
import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Colours;
import dev.ration.plan.Unit;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may stand at the cursor: commands, files, units, names and words. Used by one thread. */
final class Completions {
  private static final Pattern AFTER_NUMBER = Pattern.compile(".*\\d\\s*");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d_./°]*$");
  private static final int MOST_FILES = 200;

  private final Workspace workspace;
  private final Commands commands;

  Completions(Workspace workspace, Commands commands) {
    this.workspace = workspace;
    this.commands = commands;
  }

  List<Completion> at(String input, int cursor) {
    String before = input.substring(0, Math.clamp(cursor, 0, input.length()));
    String line = before.substring(before.lastIndexOf('\n') + 1);
    if (line.startsWith(":") && !line.contains(" ")) {
      return commands(line, before.length() - line.length());
    }
    if (line.startsWith(":load ") || line.startsWith(":l ")) {
      String path = line.substring(line.indexOf(' ') + 1);
      return files(path, before.length() - path.length());
    }
    var found = WORD.matcher(before);
    String word = found.find() ? found.group() : "";
    int from = before.length() - word.length();
    if ((line.startsWith(":run ") || line.startsWith(":r "))
        && Character.isWhitespace(before.charAt(from - 1))) {
      return policiesAndArguments(
          line.substring(line.indexOf(' '), line.length() - word.length()), word, from);
    }
    if (AFTER_NUMBER.matcher(before.substring(0, from)).matches()) {
      return units(word, from);
    }
    return names(word, from);
  }

  private static List<Completion> commands(String typed, int from) {
    return Commands.ALL.entrySet().stream()
        .filter(one -> (":" + one.getKey()).startsWith(typed))
        .map(
            one ->
                new Completion(
                    ":" + one.getKey(),
                    from,
                    "commands",
                    one.getValue().strip().replaceAll("\\s{2,}", " ")))
        .toList();
  }

  /** First which policy, if there are several, then what it can be given. */
  private List<Completion> policiesAndArguments(String before, String typed, int from) {
    RunWords words = RunWords.of(before);
    List<Symbol.ActivitySymbol> policies = commands.policies();
    List<Completion> found = new ArrayList<>();
    if (words.policy().isEmpty() && words.arguments().isEmpty()) {
      for (Symbol.ActivitySymbol policy : policies) {
        String about = Documentation.firstLine(policy);
        found.add(new Completion(policy.name(), from, "policies", about));
      }
    }
    policies.stream()
        .filter(one -> words.policy().map(one.name()::equals).orElse(policies.size() == 1))
        .flatMap(one -> one.parameters().stream())
        .filter(one -> !words.arguments().containsKey(one.name()))
        .map(one -> new Completion(one.name() + "=", from, "arguments", one.type().display()))
        .forEach(found::add);
    return found.stream().filter(one -> one.text().startsWith(typed)).toList();
  }

  private List<Completion> files(String typed, int from) {
    int slash = typed.lastIndexOf('/');
    Path folder = workspace.file(slash < 0 ? "" : typed.substring(0, slash + 1));
    String start = typed.substring(slash + 1);
    List<Completion> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean isFolder = Files.isDirectory(entry);
        if (name.startsWith(start)
            && !name.startsWith(".")
            && (isFolder || name.endsWith(".ration"))
            && found.size() < MOST_FILES) {
          String text = typed.substring(0, slash + 1) + name + (isFolder ? "/" : "");
          found.add(new Completion(text, from, "files", ""));
        }
      }
    } catch (java.io.IOException | java.nio.file.DirectoryIteratorException _) {
      return List.of();
    }
    found.sort(Comparator.comparing(Completion::text));
    return found;
  }

  private static List<Completion> units(String typed, int from) {
    return Unit.symbols().stream()
        .filter(symbol -> symbol.startsWith(typed))
        .map(
            symbol ->
                new Completion(
                    symbol,
                    from,
                    "units",
                    Unit.ofSymbol(symbol).map(unit -> unit.dimension().display()).orElse("")))
        .toList();
  }

  private List<Completion> names(String typed, int from) {
    Map<String, Completion> found = new TreeMap<>();
    for (String word : Colours.reservedWords()) {
      offer(found, typed, new Completion(word, from, "words", ""));
    }
    for (Builtin builtin : Builtin.values()) {
      if (builtin.kind() == Builtin.Kind.CALL) {
        offer(found, typed, new Completion(builtin.word(), from, "built in", ""));
      }
    }
    CheckedProgram program = workspace.check(workspace.withDeclarations(List.of()));
    for (CheckedModule module : program.modules()) {
      if (isInSight(module)) {
        module
            .symbols()
            .forEach(
                (name, symbol) ->
                    offer(
                        found,
                        typed,
                        new Completion(
                            name,
                            from,
                            LiveSession.Names.kind(symbol),
                            Documentation.firstLine(symbol))));
      }
    }
    workspace
        .values()
        .forEach(
            (name, held) -> offer(found, typed, new Completion(name, from, "values", held.type())));
    return List.copyOf(found.values());
  }

  private boolean isInSight(CheckedModule module) {
    return module.isRoot()
        || module.name().equals("std.body")
        || workspace.uses().stream().anyMatch(use -> use.equals(module.name()));
  }

  private static void offer(Map<String, Completion> found, String typed, Completion completion) {
    if (completion.text().startsWith(typed)) {
      found.put(completion.text(), completion);
    }
  }
}
