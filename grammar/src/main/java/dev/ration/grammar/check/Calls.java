package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of functions, activities, thinks, records and methods. */
final class Calls {
  private final CheckRun run;

  Calls(CheckRun run) {
    this.run = run;
  }

  Type call(Expression.Call call, @Nullable Type expected, LocalScope scope) {
    Symbol symbol = calleeOf(call.callee(), scope);
    if (symbol != null) {
      run.facts.symbol(call.callee(), symbol);
    }
    return switch (symbol) {
      case Symbol.FunctionSymbol function -> {
        arguments(call, function.parameters(), function.declaredParameters(), scope);
        yield run.definitions.resultOf(function);
      }
      case Symbol.Callable activity -> {
        run.expressions.mustNotBePure(call, "acts", scope);
        arguments(call, activity.parameters(), activity.declaredParameters(), scope);
        yield activity.result();
      }
      case Symbol.RecordSymbol record -> {
        arguments(call, record.fields(), record.declaration().fields(), scope);
        yield new Type.RecordOf(record);
      }
      case null -> unresolved(call, expected, scope);
      case Symbol.EnumSymbol type -> {
        notMade(type, call);
        yield Type.BROKEN;
      }
      default -> {
        run.names.wrongKind(symbol, call.callee().span(), "something to call");
        yield drop(call, scope);
      }
    };
  }

  private void notMade(Symbol.EnumSymbol type, Expression.Call call) {
    run.report(
        Code.WRONG_KIND,
        call.callee().span(),
        "`" + type.name() + "` is an enum, which is not called.",
        "name the case: `" + type.name() + "." + type.cases().getFirst().name() + "`");
  }

  private Type drop(Expression.Call call, LocalScope scope) {
    call.arguments().forEach(argument -> run.expressions.value(argument.value(), scope));
    return Type.BROKEN;
  }

  /** What a callee names; null when it is no name of its own. */
  @Nullable Symbol calleeOf(Expression callee, LocalScope scope) {
    return switch (callee) {
      case Expression.Reference reference -> {
        String name = reference.name().text();
        Symbol.Variable local = scope.find(name);
        yield local != null
            ? local
            : run.names.find(scope.module(), name, scope.setting().seesSite(), reference.span());
      }
      case Expression.Member member -> run.members.dotted(member, scope).orElse(null);
      default -> null;
    };
  }

  private Type unresolved(Expression.Call call, @Nullable Type expected, LocalScope scope) {
    if (call.callee() instanceof Expression.Reference reference) {
      String name = reference.name().text();
      Builtin builtin = Builtin.of(Builtin.Kind.CALL, name).orElse(null);
      if (builtin != null) {
        return run.builtins.call(call, builtin, expected, scope);
      }
      run.names.unknownValue(name, reference.span(), scope);
      return drop(call, scope);
    }
    if (call.callee() instanceof Expression.Member member && !run.members.misses(member, scope)) {
      Type target = run.expressions.value(member.target(), scope);
      Type result = run.builtins.methodCall(call, member, target, scope);
      if (result != null) {
        return result;
      }
      if (!(target instanceof Type.Broken)) {
        Type type = run.members.memberOf(member, target);
        if (!(type instanceof Type.Broken)) {
          run.report(
              Code.WRONG_KIND,
              member.member().span(),
              "`" + member.member() + "` is a value, not something to call.",
              "leave the parentheses away");
        }
      }
      return drop(call, scope);
    }
    if (!(call.callee() instanceof Expression.Member)) {
      run.expressions.value(call.callee(), scope);
      run.report(Code.WRONG_KIND, call.callee().span(), "Only what has a name can be called.");
    }
    return drop(call, scope);
  }

  private void arguments(
      Expression.Call call,
      List<Symbol.Variable> parameters,
      List<Tree.Parameter> declared,
      LocalScope scope) {
    @Nullable Expression[] given = new @Nullable Expression[parameters.size()];
    int next = 0;
    int accepted = 0;
    boolean isNamed = false;
    for (Expression.Argument argument : call.arguments()) {
      int place;
      Tree.Name name = argument.name();
      if (name == null) {
        place = isNamed ? -1 : next++;
        if (isNamed) {
          run.report(
              Code.WRONG_ARGUMENTS,
              argument.span(),
              "An argument without a name stands after one with a name.",
              "give it its name too");
        }
      } else {
        isNamed = true;
        place = placeOf(call, name, parameters);
      }
      accepted += accept(call, argument, place, given, parameters, scope) ? 1 : 0;
    }
    // An argument that is wrong may well be the one that is missing.
    if (accepted == call.arguments().size()) {
      missing(call, given, declared);
    }
    for (int i = 0; i < given.length && i < declared.size(); i++) {
      Expression value = given[i];
      if (value != null) {
        inRange(value, declared.get(i));
      }
    }
    run.facts.arguments(call, Arrays.asList(given));
  }

  private int placeOf(Expression.Call call, Tree.Name name, List<Symbol.Variable> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name.text())) {
        run.facts.symbol(name, parameters.get(i));
        return i;
      }
    }
    List<String> known = parameters.stream().map(Symbol::name).toList();
    run.report(
        Spelling.suggest(
            Diagnostic.of(
                Code.WRONG_ARGUMENTS,
                name.span(),
                Mismatch.shown(call.callee()) + " has no parameter `" + name + "`."),
            name.span(),
            name.text(),
            known));
    return -1;
  }

  /** Takes an argument for its parameter; false when it is for none. */
  private boolean accept(
      Expression.Call call,
      Expression.Argument argument,
      int place,
      @Nullable Expression[] given,
      List<Symbol.Variable> parameters,
      LocalScope scope) {
    if (place < 0) {
      run.expressions.value(argument.value(), scope);
    } else if (place >= given.length) {
      run.expressions.value(argument.value(), scope);
      run.report(
          Code.WRONG_ARGUMENTS,
          argument.span(),
          Mismatch.shown(call.callee())
              + " takes "
              + count(parameters.size(), "argument")
              + ", but here is one more.",
          "leave it away");
    } else if (given[place] != null) {
      run.expressions.value(argument.value(), scope);
      run.report(
          Code.WRONG_ARGUMENTS,
          argument.span(),
          "`" + parameters.get(place).name() + "` is given twice.",
          "leave one of them away");
    } else {
      given[place] = argument.value();
      run.expressions.want(argument.value(), parameters.get(place).type(), scope);
      return true;
    }
    return false;
  }

  private void missing(
      Expression.Call call, @Nullable Expression[] given, List<Tree.Parameter> declared) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < given.length && i < declared.size(); i++) {
      if (given[i] == null && declared.get(i).defaultValue() == null) {
        names.add("`" + declared.get(i).name() + "`");
      }
    }
    if (!names.isEmpty()) {
      run.report(
          Code.WRONG_ARGUMENTS,
          call.span(),
          Mismatch.shown(call.callee())
              + " needs "
              + String.join(" and ", names)
              + ", which "
              + (names.size() == 1 ? "has" : "have")
              + " no default.",
          "add it, as in `" + names.getFirst().replace("`", "") + ": …`");
    }
  }

  /** Reports a constant outside the range that a parameter declares. */
  void inRange(Expression value, Tree.Parameter parameter) {
    Quantity amount = run.facts.constantOf(value).orElse(null);
    if (amount == null || !(parameter.range() instanceof Expression.Range range)) {
      return;
    }
    Quantity low = run.facts.constantOf(range.low()).orElse(null);
    Quantity high = run.facts.constantOf(range.high()).orElse(null);
    boolean isBelow = low != null && same(amount, low) && amount.compareTo(low) < 0;
    boolean isAbove = high != null && same(amount, high) && amount.compareTo(high) > 0;
    if (isBelow || isAbove) {
      run.report(
          Diagnostic.of(
                  Code.OUT_OF_RANGE,
                  value.span(),
                  Mismatch.shown(value)
                      + " lies outside "
                      + Mismatch.shown(range)
                      + ", the range of `"
                      + parameter.name()
                      + "`.")
              .label(range.span(), "declared here"));
    }
  }

  private static boolean same(Quantity one, Quantity other) {
    return one.dimension().equals(other.dimension());
  }

  static String count(int count, String what) {
    return switch (count) {
      case 0 -> "no " + what + "s";
      case 1 -> "one " + what;
      default -> count + " " + what + "s";
    };
  }
}
