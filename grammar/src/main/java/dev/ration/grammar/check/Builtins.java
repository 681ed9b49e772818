package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Expression;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the language itself offers by name. */
final class Builtins {
  private final CheckRun run;

  Builtins(CheckRun run) {
    this.run = run;
  }

  /** The type of a member that is no field. */
  Type member(Expression.Member member, Type target) {
    if (target instanceof Type.Broken) {
      return target;
    }
    String name = member.member().text();
    Builtin builtin = Builtin.of(Builtin.Kind.MEMBER, name).orElse(null);
    Type type = builtin == null ? null : plain(builtin, target);
    if (builtin != null && type != null) {
      run.facts.symbol(member, new Symbol.BuiltinSymbol(builtin));
      return type;
    }
    if (builtin != null && method(builtin, target)) {
      run.report(
          Code.WRONG_KIND,
          member.member().span(),
          "`" + name + "` is a call: write `." + name + "(…)`.");
      return Type.BROKEN;
    }
    unknown(member, target);
    return Type.BROKEN;
  }

  private void unknown(Expression.Member member, Type target) {
    String name = member.member().text();
    Diagnostic finding =
        Diagnostic.of(
            Code.UNKNOWN_MEMBER,
            member.member().span(),
            target.display() + " has no member `" + name + "`.");
    if (target instanceof Type.Maybe) {
      run.report(finding.hint("it may be `none`: say what then with `??`, or ask `is let x`"));
    } else if (target instanceof Type.Guess(Type element) && membersOf(element).contains(name)) {
      run.mismatch.unconfirmed(member.target(), element);
    } else if (target instanceof Type.Guess) {
      run.report(finding.hint("take the answer first: `confirm … at 0.8` or `accept …`"));
    } else {
      run.report(Spelling.suggest(finding, member.member().span(), name, membersOf(target)));
    }
  }

  private static List<String> membersOf(Type target) {
    List<String> names = new ArrayList<>();
    if (target instanceof Type.RecordOf(var record)) {
      record.fields().forEach(field -> names.add(field.name()));
    } else if (target instanceof Type.Branches(var branches)) {
      branches.branches().forEach(branch -> names.add(branch.name()));
    }
    for (Builtin builtin : Builtin.values()) {
      if (builtin.kind() == Builtin.Kind.MEMBER
          && (plain(builtin, target) != null || method(builtin, target))) {
        names.add(builtin.word());
      }
    }
    return names;
  }

  private static @Nullable Type plain(Builtin builtin, Type target) {
    return switch (target) {
      case Type.Text _ ->
          switch (builtin) {
            case LENGTH -> Type.INT;
            case LOWER, UPPER, TRIM -> Type.TEXT;
            default -> null;
          };
      case Type.ListOf(Type element) ->
          switch (builtin) {
            case LENGTH -> Type.INT;
            case FIRST, LAST -> Fit.maybe(element);
            default -> null;
          };
      case Type.MapOf(Type key, _) ->
          switch (builtin) {
            case LENGTH -> Type.INT;
            case KEYS -> new Type.ListOf(key);
            default -> null;
          };
      case Type.Guess _ ->
          switch (builtin) {
            case CONFIDENCE -> Type.NUMBER;
            case TIER -> Type.TEXT;
            default -> null;
          };
      case Type.Outcome(Type value) ->
          switch (builtin) {
            case OK -> Type.BOOL;
            case VALUE -> Fit.maybe(value);
            case ACCEPTED, BEGUN, ENDED -> Type.TIME;
            default -> null;
          };
      default -> null;
    };
  }

  private static boolean method(Builtin builtin, Type target) {
    return switch (builtin) {
      case WITH -> target instanceof Type.ListOf;
      case PUT -> target instanceof Type.MapOf;
      case CONTAINS, STARTS_WITH -> target instanceof Type.Text;
      default -> false;
    };
  }

  /** The type of {@code value.word(…)}; null when the value has no such method. */
  @Nullable Type methodCall(
      Expression.Call call, Expression.Member callee, Type target, LocalScope scope) {
    Builtin builtin = Builtin.of(Builtin.Kind.MEMBER, callee.member().text()).orElse(null);
    if (builtin == null || !method(builtin, target)) {
      return null;
    }
    run.facts.symbol(callee, new Symbol.BuiltinSymbol(builtin));
    List<Type> wanted = new ArrayList<>();
    Type result =
        switch (target) {
          case Type.ListOf(Type element) -> {
            wanted.add(element instanceof Type.Never ? Type.BROKEN : element);
            yield target;
          }
          case Type.MapOf(Type key, Type value) -> {
            wanted.add(key instanceof Type.Never ? Type.BROKEN : key);
            wanted.add(value instanceof Type.Never ? Type.BROKEN : value);
            yield target;
          }
          default -> {
            wanted.add(Type.TEXT);
            yield Type.BOOL;
          }
        };
    List<@Nullable Expression> arguments = new ArrayList<>();
    arguments.add(callee.target());
    if (count(call, builtin, wanted.size(), scope)) {
      for (int i = 0; i < wanted.size(); i++) {
        Expression value = call.arguments().get(i).value();
        run.expressions.want(value, wanted.get(i), scope);
        arguments.add(value);
      }
    }
    run.facts.arguments(call, arguments);
    return result;
  }

  private boolean count(Expression.Call call, Builtin builtin, int wanted, LocalScope scope) {
    boolean named = call.arguments().stream().anyMatch(argument -> argument.name() != null);
    if (call.arguments().size() == wanted && !named) {
      return true;
    }
    call.arguments().forEach(argument -> run.expressions.value(argument.value(), scope));
    run.report(
        Code.WRONG_ARGUMENTS,
        call.span(),
        "`"
            + builtin.word()
            + "` takes "
            + Calls.count(wanted, "argument")
            + (named ? " without names." : ", but has " + call.arguments().size() + "."));
    return false;
  }

  /** The type of a call that needs no {@code use}. */
  Type call(Expression.Call call, Builtin builtin, @Nullable Type expected, LocalScope scope) {
    run.facts.symbol(call.callee(), new Symbol.BuiltinSymbol(builtin));
    List<@Nullable Expression> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(argument.value()));
    run.facts.arguments(call, arguments);
    int wanted =
        switch (builtin) {
          case REMAINING, ENERGY_LEFT, NOW -> 0;
          case LEAST, GREATEST, GUESS, SILENT -> 2;
          default -> 1;
        };
    if (isForTests(builtin) && scope.setting().kind() != Setting.Kind.TEST) {
      run.report(
          Code.MISPLACED_STATEMENT,
          call.span(),
          "`" + builtin.word() + "` stands only in a `test`.");
    }
    if (!count(call, builtin, wanted, scope)) {
      return Type.BROKEN;
    }
    return builtin == Builtin.GUESS ? guess(call, expected, scope) : typed(call, builtin, scope);
  }

  private static boolean isForTests(Builtin builtin) {
    return switch (builtin) {
      case GUESS, HEAR, SAID, DID, TIER_OF -> true;
      default -> false;
    };
  }

  private Type typed(Expression.Call call, Builtin builtin, LocalScope scope) {
    return switch (builtin) {
      case REMAINING -> acting(call, scope, Type.TIME);
      case ENERGY_LEFT -> acting(call, scope, new Type.Measure(Dimension.ENERGY));
      case NOW -> acting(call, scope, Type.TIME);
      case TIGHTEN -> acting(call, scope, wanted(call, Type.TIME, Type.NOTHING, scope));
      case ABS -> measured(call, 0, scope);
      case LEAST, GREATEST -> either(call, scope);
      case ROUND -> wanted(call, Type.NUMBER, Type.INT, scope);
      case SQRT -> wanted(call, Type.NUMBER, Type.NUMBER, scope);
      case NUMBER -> wanted(call, Type.INT, Type.NUMBER, scope);
      case TEXT -> shownAsText(call, scope);
      case SILENT -> silent(call, scope);
      case HEAR -> wanted(call, Type.TEXT, Type.NOTHING, scope);
      case SAID -> wanted(call, Type.TEXT, Type.BOOL, scope);
      case DID -> activity(call, scope) ? Type.BOOL : Type.BROKEN;
      case TIER_OF -> activity(call, scope) ? Type.TEXT : Type.BROKEN;
      default -> Type.BROKEN;
    };
  }

  private Type acting(Expression.Call call, LocalScope scope, Type type) {
    Setting.Kind kind = scope.setting().kind();
    if (kind == Setting.Kind.FUNCTION || kind == Setting.Kind.VALUE) {
      run.expressions.mustNotBePure(call, "depends on when it is asked", scope);
    }
    return type;
  }

  private Type wanted(Expression.Call call, Type wanted, Type result, LocalScope scope) {
    run.expressions.want(call.arguments().getFirst().value(), wanted, scope);
    return result;
  }

  private Type shownAsText(Expression.Call call, LocalScope scope) {
    Expression value = call.arguments().getFirst().value();
    if (run.expressions.value(value, scope) instanceof Type.Guess(Type element)) {
      run.mismatch.unconfirmed(value, element);
    }
    return Type.TEXT;
  }

  private Type measured(Expression.Call call, int index, LocalScope scope) {
    Expression value = call.arguments().get(index).value();
    Type type = run.expressions.value(value, scope);
    if (!Fit.isNumeric(type) && !(type instanceof Type.Broken)) {
      run.mismatch.report(value, type, Type.NUMBER);
      return Type.BROKEN;
    }
    return type;
  }

  private Type either(Expression.Call call, LocalScope scope) {
    Type left = measured(call, 0, scope);
    Type right = measured(call, 1, scope);
    Type common = Fit.join(left, right).orElse(null);
    if (common == null) {
      run.mismatch.report(call.arguments().get(1).value(), right, left);
      return Type.BROKEN;
    }
    run.expressions.settle(call.arguments().get(0).value(), left, common);
    run.expressions.settle(call.arguments().get(1).value(), right, common);
    return common;
  }

  private Type guess(Expression.Call call, @Nullable Type expected, LocalScope scope) {
    Expression answer = call.arguments().getFirst().value();
    Type value =
        run.expressions.infer(
            answer, expected instanceof Type.Guess(Type element) ? element : null, scope);
    run.expressions.want(call.arguments().get(1).value(), Type.NUMBER, scope);
    return new Type.Guess(value);
  }

  private Type silent(Expression.Call call, LocalScope scope) {
    Expression source = call.arguments().getFirst().value();
    Type type = run.expressions.infer(source, new Type.SensorOf(Type.BROKEN), scope);
    if (!(type instanceof Type.TopicOf)
        && !(type instanceof Type.SensorOf)
        && !(type instanceof Type.Broken)) {
      run.report(
          Code.TYPE_MISMATCH,
          source.span(),
          Mismatch.shown(source)
              + " is "
              + type.display()
              + ", but only a topic or a sensor is ever silent.");
    }
    run.expressions.want(call.arguments().get(1).value(), Type.TIME, scope);
    return Type.BOOL;
  }

  /** Takes the name of an activity or a think, uncalled. */
  private boolean activity(Expression.Call call, LocalScope scope) {
    Expression value = call.arguments().getFirst().value();
    Symbol symbol = run.calls.calleeOf(value, scope);
    if (symbol instanceof Symbol.ActivitySymbol || symbol instanceof Symbol.ThinkSymbol) {
      run.facts.symbol(value, symbol);
      return true;
    }
    if (symbol != null) {
      run.names.wrongKind(symbol, value.span(), "an activity");
    } else {
      run.expressions.value(value, scope);
    }
    return false;
  }
}
