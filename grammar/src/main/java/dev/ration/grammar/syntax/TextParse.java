package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyParser;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jspecify.annotations.Nullable;

/** One run of the parser over a stretch of a text. */
final class TextParse {
  private final Source source;
  private final int start;
  private final int end;
  private final Layout layout;
  private final Mistakes mistakes;
  private final PolicyParser parser;
  private final int depth;

  TextParse(Source source, int start, int end, int depth) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.depth = depth;
    this.layout = new Layout(source, start, end, depth);
    this.mistakes = new Mistakes(source, depth == 0 ? "text" : "hole");
    this.parser = new PolicyParser(new LaidTokens(layout.tokens()));
    parser.removeErrorListeners();
    parser.setErrorHandler(mistakes);
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
  }

  PolicyParser parser() {
    return parser;
  }

  Layout layout() {
    return layout;
  }

  Tree.Module module(List<Diagnostic> findings) {
    if (layout.isRefused()) {
      findings.addAll(layout.findings());
      return new Tree.Module(null, List.of(), List.of(), whole());
    }
    FileContext file = parser.file();
    collect(findings);
    BuildContext context = new BuildContext(source, layout, findings, depth);
    DeclarationBuilder builder = new DeclarationBuilder(context);
    ModuleParts parts = new ModuleParts(context);
    for (FileLineContext line : file.fileLine()) {
      switch (line.fileItem()) {
        case ModuleItemContext item -> parts.name(item.moduleHead());
        case UseItemContext item -> parts.use(item.use());
        case DeclarationItemContext item ->
            builder.declaration(item.declaration()).ifPresent(parts.declarations::add);
        case ConstantItemContext item -> parts.declarations.add(builder.constant(item.constant()));
        case null, default -> {}
      }
    }
    return new Tree.Module(parts.name, parts.uses, parts.declarations, whole());
  }

  Expression expression(List<Diagnostic> findings) {
    if (layout.isRefused()) {
      findings.addAll(layout.findings());
      return new Expression.Broken(whole());
    }
    SoleExpressionContext rule = parser.soleExpression();
    collect(findings);
    return BuildContext.isBroken(rule)
        ? new Expression.Broken(whole())
        : new StatementBuilder(new BuildContext(source, layout, findings, depth))
            .value(rule.value());
  }

  ParsedInput input() {
    List<Diagnostic> findings = new ArrayList<>();
    if (layout.isRefused()) {
      return new ParsedInput(List.of(), false, layout.findings());
    }
    InputContext rule = parser.input();
    collect(findings);
    BuildContext context = new BuildContext(source, layout, findings, depth);
    DeclarationBuilder builder = new DeclarationBuilder(context);
    List<Tree> items = new ArrayList<>();
    ModuleParts parts = new ModuleParts(context);
    for (InputLineContext line : rule.inputLine()) {
      switch (line.inputItem()) {
        case UseInputContext item -> {
          parts.use(item.use());
          items.addAll(parts.uses);
          parts.uses.clear();
        }
        case DeclarationInputContext item ->
            builder.declaration(item.declaration()).ifPresent(items::add);
        case StatementInputContext item ->
            items.add(builder.statements().anyStatement(item.statement()));
        case null, default -> {}
      }
    }
    boolean isIncomplete = layout.isOpen() && !findings.isEmpty();
    return new ParsedInput(items, isIncomplete, findings);
  }

  private void collect(List<Diagnostic> findings) {
    findings.addAll(layout.findings());
    Map<Integer, Integer> strays = strays();
    for (Diagnostic finding : mistakes.findings()) {
      int start = finding.at().start();
      // A text that is never closed hides whatever else is open.
      boolean isHidden = layout.isOpenBlock() && start >= end;
      // What stands behind a character without meaning is out of place because of it.
      boolean isFollowing = strays.getOrDefault(source.line(start), end) < start;
      if (!isHidden && !isFollowing) {
        findings.add(finding);
      }
    }
  }

  /** Where, by line, the first character without meaning stands. */
  private Map<Integer, Integer> strays() {
    Map<Integer, Integer> strays = new HashMap<>();
    for (Diagnostic finding : layout.findings()) {
      if (finding.code() == Code.BAD_CHARACTER) {
        int start = finding.at().start();
        strays.merge(source.line(start), start, Math::min);
      }
    }
    return strays;
  }

  private Span whole() {
    return new Span(source, start, end);
  }

  /** What a module is gathered from. */
  private static final class ModuleParts {
    private final BuildContext context;
    private Tree.@Nullable Path name;
    private final List<Tree.Use> uses = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();

    ModuleParts(BuildContext context) {
      this.context = context;
    }

    void name(ModuleHeadContext rule) {
      if (BuildContext.isBroken(rule)) {
        return;
      }
      if (name != null || !uses.isEmpty() || !declarations.isEmpty()) {
        context.report(
            context.span(rule),
            name == null ? "`module` stands first in its file." : "A file has one `module` line.");
      }
      name = name == null ? context.path(rule.path()) : name;
    }

    void use(UseContext rule) {
      for (UsePathContext one : rule.usePath()) {
        if (!BuildContext.isBroken(one)) {
          Tree.Name as = one.name() == null ? null : context.name(one.name());
          uses.add(new Tree.Use(context.path(one.path()), as, context.span(one)));
        }
      }
    }
  }
}
