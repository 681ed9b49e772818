package dev.ration.interpreter.lower;

import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.check.Type;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Declaration.ThinkLine;
import dev.ration.grammar.syntax.Expression;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.ThinkNode;
import dev.ration.interpreter.nodes.expr.ArgumentNode;
import dev.ration.interpreter.nodes.expr.NewNode;
import dev.ration.interpreter.nodes.expr.TextNode;
import dev.ration.interpreter.nodes.expr.WriteNode;
import dev.ration.runtime.scope.ScopeSpec;
import dev.ration.runtime.spi.Ability;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lowers questions to models. */
final class Thinks {
  private static final int TEXT_TOKENS = 256;
  private static final int OTHER_TOKENS = 128;

  private final Body body;
  private final Facts facts;

  Thinks(Body body) {
    this.body = body;
    this.facts = body.program().facts();
  }

  ExpressionNode lower(Symbol.ThinkSymbol think) {
    Declaration.Think declaration = think.declaration();
    return new Activities(body)
        .scope(
            Shape.of(
                think.name(),
                ScopeSpec.Kind.THINK,
                declaration.name().span(),
                declaration.clauses(),
                Estimates.NOTHING,
                inner -> question(inner, think).at(declaration.span())));
  }

  private ExpressionNode question(Body inner, Symbol.ThinkSymbol think) {
    Expressions expressions = new Expressions(inner);
    Type answer = think.result() instanceof Type.Guess(Type element) ? element : Type.BROKEN;
    List<ExpressionNode> prompts = new ArrayList<>();
    List<ExpressionNode> holes = new ArrayList<>();
    List<Type> holeTypes = new ArrayList<>();
    List<ExpressionNode> images = new ArrayList<>();
    List<ExpressionNode> examples = new ArrayList<>();
    List<ThinkNode.Check> checks = new ArrayList<>();
    Seen seen = new Seen();
    for (ThinkLine line : think.declaration().lines()) {
      switch (line) {
        case ThinkLine.Prompt(Expression.TextLiteral text, _) -> {
          prompts.add(expressions.text(text).at(text.span()));
          for (Expression.TextPart part : text.parts()) {
            if (part instanceof Expression.TextPart.Hole(Expression hole)) {
              holes.add(expressions.lower(hole));
              holeTypes.add(expressions.type(hole));
              seen.look(hole);
            }
          }
        }
        case ThinkLine.Show(Expression image, _) -> {
          images.add(expressions.lower(image));
          seen.look(image);
        }
        case ThinkLine.Example example -> examples.add(example(expressions, example));
        case ThinkLine.Check check -> checks.add(check(inner, check));
      }
    }
    ThinkNode.Question question =
        new ThinkNode.Question(
            think.toString(),
            think.declaration().doc().orElse("").strip(),
            new ResultTypes(new Constants(facts)).of(answer),
            answer,
            holeTypes,
            needs(think.declaration()),
            seen.isPrivate,
            List.copyOf(seen.parameters),
            checks,
            mostTokens(think.declaration(), answer));
    return new ThinkNode(
        question,
        new ThinkNode.Lines(array(prompts), array(holes), array(images), array(examples)));
  }

  /**
   * How much a model may write: what a check on the length of a text allows, where there is one.
   */
  private static int mostTokens(Declaration.Think think, Type answer) {
    if (!(answer instanceof Type.Text)) {
      return OTHER_TOKENS;
    }
    return think.lines().stream()
        .mapToInt(line -> line instanceof ThinkLine.Check check ? tokens(check) : TEXT_TOKENS)
        .min()
        .orElse(TEXT_TOKENS);
  }

  /**
   * For {@code check it.length < 160}: a token holds about four characters, here taken as three.
   */
  private static int tokens(ThinkLine.Check check) {
    if (check.condition() instanceof Expression.Binary binary
        && (binary.operator() == Expression.BinaryOperator.LESS
            || binary.operator() == Expression.BinaryOperator.LESS_OR_EQUAL)
        && binary.left() instanceof Expression.Member member
        && member.member().text().equals("length")
        && binary.right() instanceof Expression.IntLiteral most
        && most.value().bitLength() < Integer.SIZE - 1) {
      return Math.clamp(most.value().intValue() / 3 + 8, 1, TEXT_TOKENS);
    }
    return TEXT_TOKENS;
  }

  /** What the lines show a model. */
  private final class Seen {
    private final Set<String> parameters = new LinkedHashSet<>();
    private boolean isPrivate;

    void look(Expression shown) {
      isPrivate |= facts.isPrivate(shown);
      Walk.each(
          shown,
          node -> {
            if (node instanceof Expression.Reference reference) {
              facts
                  .symbolOf(reference)
                  .filter(Symbol.Variable.class::isInstance)
                  .ifPresent(variable -> parameters.add(variable.name()));
            }
          });
    }
  }

  private static ExpressionNode[] array(List<ExpressionNode> nodes) {
    return nodes.toArray(ExpressionNode[]::new);
  }

  private static Set<Ability> needs(Declaration.Think think) {
    Set<Ability> needs = EnumSet.noneOf(Ability.class);
    for (Clause clause : think.clauses()) {
      if (clause instanceof Clause.Needs one) {
        one.abilities()
            .forEach(
                ability ->
                    needs.add(
                        switch (ability.text()) {
                          case "vision", "see" -> Ability.SEE;
                          case "json", "structure" -> Ability.STRUCTURE;
                          case "choose" -> Ability.CHOOSE;
                          default -> Ability.WRITE;
                        }));
      }
    }
    return needs;
  }

  private static ExpressionNode example(Expressions expressions, ThinkLine.Example example) {
    List<ExpressionNode> parts = new ArrayList<>();
    for (Expression input : example.inputs()) {
      parts.add(
          new TextNode(
              new ExpressionNode[] {expressions.lower(input)},
              new Type[] {expressions.type(input)}));
    }
    parts.add(expressions.lower(example.answer()));
    return NewNode.list(array(parts));
  }

  private ThinkNode.Check check(Body inner, ThinkLine.Check check) {
    Symbol.Variable it = (Symbol.Variable) facts.symbolOf(check).orElseThrow();
    return new ThinkNode.Check(
        Expressions.written(check.condition().span()),
        inner.given(
            "check",
            check.span(),
            deep -> new WriteNode(deep.declare(it), new ArgumentNode(0, null), false),
            deep -> new Expressions(deep).lower(check.condition())));
  }
}
