package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks patterns against the type they are held to. */
final class Patterns {
  private final CheckRun run;

  Patterns(CheckRun run) {
    this.run = run;
  }

  /** Checks a pattern; the names it binds are declared in {@code scope}. */
  void check(Pattern pattern, Type subject, LocalScope scope) {
    switch (pattern) {
      case Pattern.Named named -> named(named, subject, scope);
      case Pattern.Literal literal -> literal(literal, subject, scope);
      case Pattern.Between between -> {
        point(between.low(), subject, scope);
        point(between.high(), subject, scope);
        between(between);
      }
      case Pattern.Compare compare -> point(compare.value(), subject, scope);
      case Pattern.Fields fields -> fields(fields, subject, scope);
      case Pattern.Bind bind -> {
        Symbol.Variable variable =
            new Symbol.Variable(bind.name().text(), Fit.bare(subject), false, false, false);
        run.facts.symbol(bind, variable);
        run.expressions.declare(bind.name(), variable, scope);
      }
      case Pattern.Either either -> {
        for (Pattern option : either.options()) {
          check(option, subject, scope.inner());
          mustNotBind(option);
        }
      }
    }
  }

  private void mustNotBind(Pattern pattern) {
    for (Tree part : pattern.children()) {
      if (part instanceof Pattern inner) {
        mustNotBind(inner);
      }
    }
    if (pattern instanceof Pattern.Bind bind) {
      run.report(
          Code.MISPLACED_STATEMENT,
          bind.span(),
          "`" + bind.name() + "` is named in only one of several patterns.",
          "write an arm of its own for it");
    }
  }

  private void point(Expression value, Type subject, LocalScope scope) {
    Type wanted = Fit.bare(subject);
    if (subject instanceof Type.Broken) {
      run.expressions.value(value, scope);
    } else if (Fit.isNumeric(wanted)) {
      run.expressions.want(value, wanted, scope);
    } else {
      Type type = run.expressions.value(value, scope);
      if (!(type instanceof Type.Broken)) {
        run.report(
            Code.TYPE_MISMATCH,
            value.span(),
            "Only numbers and quantities have an order, but this is held to "
                + subject.display()
                + ".");
      }
    }
  }

  private void between(Pattern.Between between) {
    Quantity low = run.facts.constantOf(between.low()).orElse(null);
    Quantity high = run.facts.constantOf(between.high()).orElse(null);
    if (low != null
        && high != null
        && low.dimension().equals(high.dimension())
        && low.compareTo(high) > 0) {
      run.report(
          Code.BAD_FIGURE,
          between.span(),
          "Nothing lies between " + low + " and " + high + ".",
          "write the lower end first");
    }
  }

  private void literal(Pattern.Literal literal, Type subject, LocalScope scope) {
    switch (literal.value()) {
      case Expression.UnknownLiteral _ -> {}
      case Expression.NoneLiteral none -> {
        run.facts.type(none, Type.NONE);
        if (!(subject instanceof Type.Maybe)
            && !(subject instanceof Type.Broken)
            && !(subject instanceof Type.None)) {
          run.report(
              Code.UNREACHABLE_ARM,
              none.span(),
              subject.display() + " is never `none`.",
              "leave it away");
        }
      }
      default -> run.expressions.want(literal.value(), Fit.bare(subject), scope);
    }
  }

  private void named(Pattern.Named named, Type subject, LocalScope scope) {
    Tree.Path path = named.name();
    Type wanted = Fit.bare(subject);
    if (wanted instanceof Type.EnumOf(var type) && path.names().size() == 1) {
      Symbol.CaseSymbol bare = Names.caseOf(type, path.text());
      if (bare != null) {
        note(named, bare);
        return;
      }
    }
    Symbol found = run.names.find(scope.module(), path.text(), false, path.span());
    switch (found) {
      case Symbol.CaseSymbol one -> {
        note(named, one);
        mustFit(named, new Type.EnumOf(one.owner()), wanted);
      }
      case Symbol.ConstantSymbol constant -> {
        note(named, constant);
        mustFit(named, run.definitions.typeOf(constant), wanted);
      }
      case null -> unknown(named, wanted);
      default -> run.names.wrongKind(found, path.span(), "a case or a fixed value");
    }
  }

  private void note(Pattern.Named named, Symbol symbol) {
    run.facts.symbol(named, symbol);
    run.facts.symbol(named.name(), symbol);
  }

  private void mustFit(Pattern.Named named, Type given, Type wanted) {
    if (!Fit.fits(given, wanted)) {
      run.report(
          Code.TYPE_MISMATCH,
          named.span(),
          "`"
              + named.name()
              + "` is "
              + given.display()
              + ", but it is held to "
              + wanted.display()
              + ".");
    }
  }

  private void unknown(Pattern.Named named, Type wanted) {
    String name = named.name().text();
    if (wanted instanceof Type.EnumOf(var type)) {
      List<String> cases = type.cases().stream().map(Symbol::name).toList();
      run.report(
          Spelling.suggest(
              Diagnostic.of(
                  Code.UNKNOWN_NAME,
                  named.span(),
                  "`" + name + "` is no case of `" + type.name() + "`."),
              named.span(),
              name,
              cases));
    } else {
      run.report(
          Code.UNKNOWN_NAME,
          named.span(),
          "`" + name + "` is not known here.",
          "`let " + name + "` would give the value this name");
    }
  }

  private void fields(Pattern.Fields fields, Type subject, LocalScope scope) {
    Symbol found = run.names.require(scope.module(), fields.type(), "a record", false);
    if (!(found instanceof Symbol.RecordSymbol record)) {
      if (found != null) {
        run.names.wrongKind(found, fields.type().span(), "a record");
      }
      fields.fields().forEach(field -> check(field.pattern(), Type.BROKEN, scope));
      return;
    }
    run.facts.symbol(fields, record);
    Type type = new Type.RecordOf(record);
    if (!Fit.fits(type, Fit.bare(subject))) {
      run.report(
          Code.TYPE_MISMATCH,
          fields.type().span(),
          "`" + record.name() + "` is held to " + subject.display() + ", which it never is.");
    }
    for (int i = 0; i < fields.fields().size(); i++) {
      Pattern.FieldPattern field = fields.fields().get(i);
      Symbol.Variable variable = fieldOf(record, field, i);
      check(field.pattern(), variable == null ? Type.BROKEN : variable.type(), scope);
    }
  }

  private Symbol.@Nullable Variable fieldOf(
      Symbol.RecordSymbol record, Pattern.FieldPattern field, int place) {
    Tree.Name name = field.name();
    if (name == null) {
      if (place < record.fields().size()) {
        return record.fields().get(place);
      }
      run.report(
          Code.UNKNOWN_MEMBER,
          field.span(),
          "`"
              + record.name()
              + "` has "
              + Calls.count(record.fields().size(), "field")
              + ", but here is one more.");
      return null;
    }
    for (Symbol.Variable variable : record.fields()) {
      if (variable.name().equals(name.text())) {
        run.facts.symbol(name, variable);
        return variable;
      }
    }
    run.report(
        Spelling.suggest(
            Diagnostic.of(
                Code.UNKNOWN_MEMBER,
                name.span(),
                "`" + record.name() + "` has no field `" + name + "`."),
            name.span(),
            name.text(),
            record.fields().stream().map(Symbol::name).toList()));
    return null;
  }
}
