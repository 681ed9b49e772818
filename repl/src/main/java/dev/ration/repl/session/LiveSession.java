package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Colours;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.ParsedInput;
import dev.ration.grammar.syntax.Parser;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A session whose inputs run on a stage. */
public final class LiveSession implements Session {
  private final Workspace workspace;
  private final Stage stage;
  private final Renderer renderer;
  private final Evaluation evaluation;
  private final Commands commands;
  private final Completions completions;

  /** Begins a session on the robot of its site. */
  public static LiveSession begin(Settings settings) {
    return new LiveSession(
        new Workspace(settings.folder(), settings.site()),
        new RobotStage(settings),
        settings.isColour());
  }

  LiveSession(Workspace workspace, Stage stage, boolean isColour) {
    this.workspace = workspace;
    this.stage = stage;
    this.renderer = new Renderer(isColour);
    this.evaluation = new Evaluation(workspace, stage);
    this.commands = new Commands(workspace, stage, evaluation, renderer);
    this.completions = new Completions(workspace, commands);
  }

  @Override
  public Response submit(String input) {
    String typed = input.strip();
    if (typed.isEmpty()) {
      return Response.ok();
    }
    return typed.startsWith(":") ? commands.run(typed.substring(1)) : language(input);
  }

  private Response language(String input) {
    Source source = new Source("<input>", input);
    ParsedInput parsed = Parser.parseInput(source);
    if (hasErrors(parsed.findings())) {
      return refused(parsed.findings());
    }
    List<String> lines = new ArrayList<>();
    List<Workspace.Typed> declared = new ArrayList<>();
    int end = 0;
    for (Tree item : parsed.items()) {
      String text = input.substring(end, item.span().end()).strip();
      end = item.span().end();
      if (item instanceof Declaration declaration) {
        declared.add(new Workspace.Typed(Names.of(declaration), text));
        lines.add("declared " + Names.of(declaration));
      }
    }
    Response uses = use(parsed.items());
    if (uses.status() != Response.Status.OK) {
      return uses;
    }
    if (!declared.isEmpty()) {
      Response response = declare(declared, input);
      if (response.status() != Response.Status.OK) {
        return response;
      }
    }
    return statements(parsed.items(), input, lines);
  }

  private Response use(List<Tree> items) {
    Set<String> before = workspace.uses();
    List<Tree.Use> uses =
        items.stream().filter(Tree.Use.class::isInstance).map(Tree.Use.class::cast).toList();
    if (uses.isEmpty()) {
      return Response.ok();
    }
    uses.forEach(workspace::use);
    List<Diagnostic> findings = workspace.check(workspace.withDeclarations(List.of())).findings();
    if (hasErrors(findings)) {
      workspace.stopUsing(before);
      return refused(findings);
    }
    return Response.ok();
  }

  private Response declare(List<Workspace.Typed> declared, String input) {
    Draft draft = workspace.withDeclarations(declared);
    CheckedProgram program = workspace.check(draft);
    if (program.hasErrors()) {
      return refused(Draft.inInput(program.findings(), draft, input));
    }
    workspace.keep(declared);
    return Response.ok();
  }

  private Response statements(List<Tree> items, String input, List<String> lines) {
    Response.Status status = Response.Status.OK;
    for (Tree item : items) {
      if (item instanceof Statement statement && status == Response.Status.OK) {
        String text = input.substring(item.span().start(), item.span().end());
        Evaluation.Result result = evaluation.run(statement, text);
        status = result.status();
        lines.addAll(result.findings().isEmpty() ? result.lines() : rendered(result.findings()));
      }
    }
    return new Response(status, lines);
  }

  private Response refused(List<Diagnostic> findings) {
    return new Response(Response.Status.REFUSED, rendered(findings));
  }

  private List<String> rendered(List<Diagnostic> findings) {
    return renderer.render(findings).lines().toList();
  }

  static boolean hasErrors(List<Diagnostic> findings) {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Two empty lines end an input, complete or not. */
  @Override
  public boolean isIncomplete(String input) {
    String typed = input.strip();
    if (typed.isEmpty() || typed.startsWith(":") || input.endsWith("\n\n")) {
      return false;
    }
    return Parser.parseInput(new Source("<input>", input)).isIncomplete();
  }

  @Override
  public List<Completion> complete(String input, int cursor) {
    return completions.at(input, cursor);
  }

  @Override
  public List<Mark> marks(String input) {
    if (input.strip().startsWith(":")) {
      int start = input.indexOf(':');
      int end = start + 1;
      while (end < input.length() && Character.isLetter(input.charAt(end))) {
        end++;
      }
      return List.of(new Mark(start, end, Mark.Kind.COMMAND));
    }
    return Colours.of(input).stream()
        .map(one -> new Mark(one.start(), one.end(), Mark.Kind.valueOf(one.kind().name())))
        .toList();
  }

  @Override
  public void onOutput(Consumer<String> listener) {
    stage.onEvent(listener);
  }

  @Override
  public void cancel() {
    stage.cancel();
  }

  @Override
  public void emergencyStop() {
    stage.emergencyStop();
  }

  @Override
  public void close() {
    stage.close();
  }

  /** Names of declarations and symbols as people call them. */
  static final class Names {
    private Names() {}

    static String of(Declaration declaration) {
      return switch (declaration) {
        case Declaration.EnumType one -> one.name().text();
        case Declaration.RecordType one -> one.name().text();
        case Declaration.HostType one -> one.name().text();
        case Declaration.Function one -> one.name().text();
        case Declaration.Activity one -> one.name().text();
        case Declaration.Think one -> one.name().text();
        case Declaration.Constant one -> one.name().text();
        case Declaration.Test one -> one.name();
        case Declaration.World one -> one.name().text();
        case Declaration.Profile one -> one.name().text();
      };
    }

    static String kind(Symbol symbol) {
      return switch (symbol) {
        case Symbol.Variable _ -> "value";
        case Symbol.ConstantSymbol _ -> "constant";
        case Symbol.EnumSymbol _ -> "enum";
        case Symbol.CaseSymbol _ -> "case";
        case Symbol.RecordSymbol _ -> "record";
        case Symbol.HostTypeSymbol _ -> "host type";
        case Symbol.FunctionSymbol _ -> "fun";
        case Symbol.ActivitySymbol one ->
            one.declaration().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        case Symbol.ThinkSymbol _ -> "think";
        case Symbol.WorldSymbol one -> one.declaration().kind().name().toLowerCase(Locale.ROOT);
        case Symbol.ProfileSymbol one -> one.declaration().kind().name().toLowerCase(Locale.ROOT);
        case Symbol.BuiltinSymbol _ -> "built in";
        case Symbol.BranchesSymbol _ -> "branches";
        case Symbol.ModuleSymbol _ -> "module";
      };
    }
  }
}
