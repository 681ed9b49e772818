package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.parse.PolicyLexer;
import dev.ration.grammar.syntax.parse.PolicyParser.*;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Makes declarations. One that the parser gave up is left out, for a finding says so. */
final class DeclarationBuilder {
  private final BuildContext context;
  private final StatementBuilder statements;
  private final TextBuilder texts;

  DeclarationBuilder(BuildContext context) {
    this.context = context;
    this.statements = new StatementBuilder(context);
    this.texts = new TextBuilder(context);
  }

  StatementBuilder statements() {
    return statements;
  }

  Optional<Declaration> declaration(DeclarationContext rule) {
    if (rule.getChildCount() == 0
        || !(rule.getChild(0) instanceof ParserRuleContext inner)
        || BuildContext.isBroken(inner)) {
      return Optional.empty();
    }
    return switch (inner) {
      case EnumTypeContext type -> Optional.of(enumType(type));
      case RecordTypeContext type -> Optional.of(recordType(type));
      case HostDeclarationContext host -> host(host);
      case FunctionContext function ->
          Optional.of(
              new Declaration.Function(
                  context.doc(function),
                  false,
                  context.name(function.name()),
                  parameters(function.parameters(), true),
                  result(function.result()),
                  statements.block(function.block()),
                  span(function)));
      case ActivityContext activity -> Optional.of(activity(activity));
      case ThinkContext think -> Optional.of(think(think));
      case TestContext test ->
          Optional.of(
              new Declaration.Test(
                  context.doc(test),
                  texts.plain(test.TEXT().getSymbol()),
                  statements.block(test.block()),
                  span(test)));
      case WorldContext world -> Optional.of(world(world));
      case ProfileContext profile -> Optional.of(profile(profile));
      default -> Optional.empty();
    };
  }

  Declaration constant(ConstantContext rule) {
    boolean isBroken = BuildContext.isBroken(rule);
    Tree.Name name =
        rule.name() == null || BuildContext.isBroken(rule.name())
            ? new Tree.Name("", span(rule))
            : context.name(rule.name());
    return new Declaration.Constant(
        context.doc(rule),
        name,
        statements.type(rule.type()),
        isBroken ? new Expression.Broken(span(rule)) : statements.value(rule.value()),
        span(rule));
  }

  private Declaration enumType(EnumTypeContext rule) {
    List<Declaration.EnumCase> cases = new ArrayList<>();
    for (EnumLineContext line : rule.enumLine()) {
      if (line.name() != null && !BuildContext.isBroken(line.name())) {
        cases.add(
            new Declaration.EnumCase(
                context.doc(line), context.name(line.name()), span(line.name())));
      }
    }
    return new Declaration.EnumType(
        context.doc(rule), context.name(rule.name()), cases, span(rule));
  }

  private Declaration recordType(RecordTypeContext rule) {
    List<Tree.Parameter> fields = new ArrayList<>();
    for (FieldLineContext line : rule.fieldLine()) {
      if (line.parameter() != null && !BuildContext.isBroken(line.parameter())) {
        fields.add(parameter(line.parameter()));
      }
    }
    return new Declaration.RecordType(
        context.doc(rule), rule.PRIVATE() != null, context.name(rule.name()), fields, span(rule));
  }

  private Optional<Declaration> host(HostDeclarationContext rule) {
    return switch (rule) {
      case HostActionContext action ->
          Optional.of(
              new Declaration.Activity(
                  context.doc(action),
                  Declaration.Activity.Kind.HOST_ACTION,
                  context.name(action.name()),
                  parameters(action.parameters(), false),
                  result(action.result()),
                  statements.clauses().clauses(action.clause()),
                  null,
                  List.of(),
                  span(action)));
      case HostFunctionContext function ->
          Optional.of(
              new Declaration.Function(
                  context.doc(function),
                  true,
                  context.name(function.name()),
                  parameters(function.parameters(), false),
                  result(function.result()),
                  null,
                  span(function)));
      case HostTypeContext type ->
          Optional.of(
              new Declaration.HostType(
                  context.doc(type),
                  !type.PRIVATE().isEmpty(),
                  context.name(type.name()),
                  span(type)));
      default -> Optional.empty();
    };
  }

  private Declaration activity(ActivityContext rule) {
    return new Declaration.Activity(
        context.doc(rule),
        rule.POLICY() == null ? Declaration.Activity.Kind.ACTION : Declaration.Activity.Kind.POLICY,
        context.name(rule.name()),
        parameters(rule.parameters(), true),
        result(rule.result()),
        statements.clauses().clauses(rule.clause()),
        statements.block(rule.block()),
        statements.trailers(rule.trailer()),
        span(rule));
  }

  private Declaration think(ThinkContext rule) {
    List<Declaration.ThinkLine> lines = new ArrayList<>();
    for (ThinkLineContext line : rule.thinkLine()) {
      if (line.thinkPart() != null && !BuildContext.isBroken(line.thinkPart())) {
        thinkLine(line.thinkPart()).ifPresent(lines::add);
      }
    }
    return new Declaration.Think(
        context.doc(rule),
        context.name(rule.name()),
        parameters(rule.parameters(), true),
        statements.wholeType(rule.result().type()),
        statements.clauses().clauses(rule.clause()),
        lines,
        span(rule));
  }

  private Optional<Declaration.ThinkLine> thinkLine(ThinkPartContext rule) {
    Span span = span(rule);
    ExpressionBuilder expressions = statements.expressions();
    return switch (rule) {
      case PromptPartContext prompt ->
          expressions.text(prompt.text()) instanceof Expression.TextLiteral text
              ? Optional.of(new Declaration.ThinkLine.Prompt(text, span))
              : Optional.empty();
      case ShowPartContext show ->
          Optional.of(
              new Declaration.ThinkLine.Show(expressions.expression(show.expression()), span));
      case ExamplePartContext example -> {
        List<Expression> all = example.expression().stream().map(expressions::expression).toList();
        yield Optional.of(
            new Declaration.ThinkLine.Example(all.subList(0, all.size() - 1), all.getLast(), span));
      }
      case CheckPartContext check ->
          Optional.of(
              new Declaration.ThinkLine.Check(expressions.expression(check.expression()), span));
      default -> Optional.empty();
    };
  }

  private Declaration world(WorldContext rule) {
    Declaration.World.Kind kind =
        switch (rule.getStart().getType()) {
          case PolicyLexer.RESOURCE -> Declaration.World.Kind.RESOURCE;
          case PolicyLexer.SENSOR -> Declaration.World.Kind.SENSOR;
          case PolicyLexer.TOPIC -> Declaration.World.Kind.TOPIC;
          default -> Declaration.World.Kind.PLACE;
        };
    return new Declaration.World(
        context.doc(rule),
        kind,
        context.path(rule.path()),
        statements.type(rule.type()),
        span(rule));
  }

  private Declaration profile(ProfileContext rule) {
    Declaration.Profile.Kind kind =
        switch (rule.getStart().getType()) {
          case PolicyLexer.SITE -> Declaration.Profile.Kind.SITE;
          case PolicyLexer.ROBOT -> Declaration.Profile.Kind.ROBOT;
          case PolicyLexer.BOARD -> Declaration.Profile.Kind.BOARD;
          case PolicyLexer.LINK -> Declaration.Profile.Kind.LINK;
          case PolicyLexer.MODEL -> Declaration.Profile.Kind.MODEL;
          default -> Declaration.Profile.Kind.TIER;
        };
    return new Declaration.Profile(
        context.doc(rule),
        kind,
        context.path(rule.path(0)),
        rule.LIKE() == null ? null : context.path(rule.path(1)),
        entries(rule.entryLine()),
        span(rule));
  }

  private List<Declaration.Entry> entries(List<EntryLineContext> lines) {
    List<Declaration.Entry> entries = new ArrayList<>();
    for (EntryLineContext line : lines) {
      if (line.entry() == null || BuildContext.isBroken(line.entry())) {
        continue;
      }
      switch (line.entry()) {
        case FigureEntryContext figure -> entries.add(figure(figure));
        case GroupEntryContext group ->
            entries.add(
                new Declaration.Entry.Group(
                    context.name(group.name()),
                    group.path() == null ? null : context.path(group.path()),
                    entries(group.entryLine()),
                    span(group)));
        default -> {}
      }
    }
    return entries;
  }

  private Declaration.Entry figure(FigureEntryContext rule) {
    return new Declaration.Entry.Field(
        new Tree.Name(context.path(rule.path()).text(), span(rule.path())),
        statements.expressions().expression(rule.expression()),
        rule.FROM() == null ? null : context.name(rule.name()),
        rule.TEXT() == null ? null : texts.plain(rule.TEXT().getSymbol()),
        span(rule));
  }

  private Tree.@Nullable TypeName result(@Nullable ResultContext rule) {
    return rule == null ? null : statements.wholeType(rule.type());
  }

  private List<Tree.Parameter> parameters(ParametersContext rule, boolean hasBody) {
    List<Tree.Parameter> parameters = new ArrayList<>();
    for (ParameterContext one : rule.parameter()) {
      if (!BuildContext.isBroken(one)) {
        Tree.Parameter parameter = parameter(one);
        if (hasBody) {
          checkName(one, parameter.name());
        }
        parameters.add(parameter);
      }
    }
    return parameters;
  }

  private Tree.Parameter parameter(ParameterContext rule) {
    return new Tree.Parameter(
        context.doc(rule),
        rule.PRIVATE() != null,
        context.name(rule.name()),
        statements.wholeType(rule.type()),
        rule.range() == null ? null : statements.expressions().range(rule.range()),
        rule.expression() == null ? null : statements.expressions().expression(rule.expression()),
        span(rule));
  }

  /** A reserved word is a label before `:`, but its body could not read such a parameter. */
  private void checkName(ParameterContext rule, Tree.Name name) {
    if (Words.isReserved(name.text()) && rule.name().QUOTED_NAME() == null) {
      context.report(
          Diagnostic.of(
                  Code.SYNTAX,
                  name.span(),
                  "`" + name.text() + "` is a word of the language, not a parameter.")
              .hint("choose another name, as in `max_" + name.text() + "`, or use backticks")
              .fix("put it in backticks", name.span(), "`" + name.text() + "`"));
    }
  }

  private Span span(ParserRuleContext rule) {
    return context.span(rule);
  }
}
