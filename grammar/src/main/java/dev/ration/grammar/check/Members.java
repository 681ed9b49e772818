package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What names and members in expressions mean. */
final class Members {
  private final CheckRun run;

  Members(CheckRun run) {
    this.run = run;
  }

  Type reference(Expression.Reference reference, @Nullable Type expected, LocalScope scope) {
    String name = reference.name().text();
    Symbol.Variable local = scope.find(name);
    if (local != null) {
      run.facts.symbol(reference, local);
      return local.type();
    }
    Symbol.CaseSymbol bare = expectedCase(name, expected);
    if (bare != null) {
      run.facts.symbol(reference, bare);
      return new Type.EnumOf(bare.owner());
    }
    Symbol found =
        run.names.find(scope.module(), name, scope.setting().seesSite(), reference.span());
    if (found != null) {
      return valueOf(found, reference, expected, scope);
    }
    unknown(reference, name, expected, scope);
    return Type.BROKEN;
  }

  private void unknown(
      Expression.Reference reference, String name, @Nullable Type expected, LocalScope scope) {
    if (name.equals("it")) {
      run.report(
          Code.MISPLACED_IT,
          reference.span(),
          "`it` is the answer of a model, and stands only in a `check` of a think.",
          "name the value that is meant");
    } else if (Builtin.of(Builtin.Kind.CALL, name).isPresent()) {
      run.report(
          Diagnostic.of(Code.WRONG_KIND, reference.span(), "`" + name + "` is a call, not a value.")
              .fix("write `" + name + "()`", reference.span(), name + "()"));
    } else if (expected != null && Fit.bare(expected) instanceof Type.EnumOf(var type)) {
      List<String> cases = type.cases().stream().map(Symbol::name).toList();
      run.report(
          Spelling.suggest(
              Diagnostic.of(
                  Code.UNKNOWN_NAME,
                  reference.span(),
                  "`" + name + "` is no case of `" + type.name() + "`."),
              reference.span(),
              name,
              cases));
    } else {
      run.names.unknownValue(name, reference.span(), scope);
    }
  }

  private static Symbol.@Nullable CaseSymbol expectedCase(String name, @Nullable Type expected) {
    if (expected == null) {
      return null;
    }
    Type type = Fit.bare(expected);
    if (type instanceof Type.Guess(Type element)) {
      type = element;
    }
    return type instanceof Type.EnumOf(var owner) ? Names.caseOf(owner, name) : null;
  }

  /** Whether an expression is a name that only the type wanted there can explain. */
  boolean isBareCase(Expression expression, LocalScope scope) {
    return expression instanceof Expression.Reference reference
        && scope.find(reference.name().text()) == null
        && scope
            .module()
            .find(reference.name().text(), scope.setting().seesSite())
            .symbols()
            .isEmpty();
  }

  /** The type of a symbol that stands as a value. */
  private Type valueOf(Symbol symbol, Expression at, @Nullable Type expected, LocalScope scope) {
    run.facts.symbol(at, symbol);
    return switch (symbol) {
      case Symbol.Variable variable -> variable.type();
      case Symbol.ConstantSymbol constant -> run.definitions.typeOf(constant);
      case Symbol.CaseSymbol one -> new Type.EnumOf(one.owner());
      case Symbol.WorldSymbol world -> world(world, at, expected, scope);
      case Symbol.ProfileSymbol profile
          when profile.declaration().kind()
              == dev.ration.grammar.syntax.Declaration.Profile.Kind.TIER ->
          Type.TEXT;
      case Symbol.Callable callable -> {
        run.report(
            Diagnostic.of(
                    Code.WRONG_KIND,
                    at.span(),
                    "`" + callable.name() + "` is " + Names.kindOf(callable) + ", not a value.")
                .hint("call it: `" + callable.name() + "(…)`"));
        yield Type.BROKEN;
      }
      default -> {
        run.names.wrongKind(symbol, at.span(), "a value");
        yield Type.BROKEN;
      }
    };
  }

  private Type world(
      Symbol.WorldSymbol world, Expression at, @Nullable Type expected, LocalScope scope) {
    return switch (world.declaration().kind()) {
      case RESOURCE -> Type.RESOURCE;
      case PLACE -> world.type();
      case TOPIC -> new Type.TopicOf(world.type());
      case SENSOR -> {
        if (expected != null && Fit.bare(expected) instanceof Type.SensorOf) {
          yield new Type.SensorOf(world.type());
        }
        if (scope.setting().kind() == Setting.Kind.VALUE) {
          run.report(
              Code.NOT_PURE,
              at.span(),
              "`" + world.name() + "` is read from a sensor, but this value never changes.",
              "read it in the policy");
        }
        yield world.type();
      }
    };
  }

  Type member(Expression.Member member, @Nullable Type expected, LocalScope scope) {
    Optional<Symbol> dotted = dotted(member, scope);
    if (dotted.isPresent()) {
      return valueOf(dotted.get(), member, expected, scope);
    }
    if (misses(member, scope)) {
      return Type.BROKEN;
    }
    Type target = run.expressions.value(member.target(), scope);
    return memberOf(member, target);
  }

  /**
   * The symbol of a dotted name that begins with no local: {@code arm.right}, {@code wms.order}.
   */
  Optional<Symbol> dotted(Expression.Member member, LocalScope scope) {
    List<String> words = words(member);
    if (words.isEmpty() || scope.find(words.getFirst()) != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        run.names.find(
            scope.module(), String.join(".", words), scope.setting().seesSite(), member.span()));
  }

  /** Reports a member of a module or an enum, or a dotted name, that does not exist. */
  boolean misses(Expression.Member member, LocalScope scope) {
    if (!(member.target() instanceof Expression.Reference first)
        || scope.find(first.name().text()) != null) {
      return false;
    }
    String name = first.name().text();
    boolean seesSite = scope.setting().seesSite();
    Symbol found = run.names.find(scope.module(), name, seesSite, first.span());
    List<String> known = new ArrayList<>();
    String whole;
    if (found instanceof Symbol.EnumSymbol type) {
      type.cases().forEach(one -> known.add(one.name()));
      whole = "`" + type.name() + "` has no case `" + member.member() + "`.";
    } else if (found == null && scope.module().qualified(name) instanceof ModuleScope other) {
      known.addAll(other.own().keySet());
      whole = "`" + other.name() + "` declares no `" + member.member() + "`.";
    } else if (found == null) {
      String full = name + "." + member.member();
      if (scope.module().visible(seesSite).stream()
          .noneMatch(symbol -> symbol.name().startsWith(name + "."))) {
        return false;
      }
      run.names.unknownValue(full, member.span(), scope);
      return true;
    } else {
      return false;
    }
    Diagnostic finding = Diagnostic.of(Code.UNKNOWN_NAME, member.member().span(), whole);
    run.report(Spelling.suggest(finding, member.member().span(), member.member().text(), known));
    return true;
  }

  private static List<String> words(Expression expression) {
    List<String> words = new ArrayList<>();
    Expression rest = expression;
    while (rest instanceof Expression.Member member) {
      words.addFirst(member.member().text());
      rest = member.target();
    }
    if (rest instanceof Expression.Reference reference) {
      words.addFirst(reference.name().text());
      return words;
    }
    return List.of();
  }

  Type memberOf(Expression.Member member, Type target) {
    String name = member.member().text();
    switch (target) {
      case Type.RecordOf(var record) -> {
        for (Symbol.Variable field : record.fields()) {
          if (field.name().equals(name)) {
            run.facts.symbol(member, field);
            return field.type();
          }
        }
      }
      case Type.Branches(var branches) -> {
        for (Symbol.Variable branch : branches.branches()) {
          if (branch.name().equals(name)) {
            run.facts.symbol(member, branch);
            return branch.type();
          }
        }
      }
      default -> {}
    }
    return run.builtins.member(member, target);
  }
}
