package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks declarations; those whose type follows from their value, when they are first used. */
final class Definitions {
  /** How far a symbol is whose type follows from its value or body. */
  enum State {
    OPEN,
    DONE
  }

  private final CheckRun run;
  private final Thinks thinks;
  private final Set<Symbol> endless = new HashSet<>();

  Definitions(CheckRun run) {
    this.run = run;
    this.thinks = new Thinks(run);
  }

  /** Resolves the types that a module's declarations name. */
  void signatures(ModuleScope module) {
    for (Symbol symbol : module.own().values()) {
      switch (symbol) {
        case Symbol.RecordSymbol record -> {
          Declaration.RecordType declared = record.declaration();
          record.setFields(variables(declared.fields(), declared.isPrivate(), module));
        }
        case Symbol.FunctionSymbol function -> {
          Tree.TypeName result = function.declaration().result();
          function.setSignature(
              variables(function.declaredParameters(), false, module),
              result == null ? Type.BROKEN : run.types.resolve(result, module));
        }
        case Symbol.ActivitySymbol activity -> {
          Tree.TypeName result = activity.declaration().result();
          activity.setSignature(
              variables(activity.declaredParameters(), false, module),
              result == null ? Type.NOTHING : run.types.resolve(result, module));
        }
        case Symbol.ThinkSymbol think ->
            think.setSignature(
                variables(think.declaredParameters(), false, module),
                thinks.result(think.declaration(), module));
        case Symbol.WorldSymbol world -> world.setType(worldType(world, module));
        default -> {}
      }
    }
  }

  private Type worldType(Symbol.WorldSymbol world, ModuleScope module) {
    Tree.TypeName declared = world.declaration().type();
    if (declared != null) {
      return run.types.resolve(declared, module);
    }
    return switch (world.declaration().kind()) {
      case PLACE -> run.types.place(module);
      case RESOURCE, TOPIC -> Type.NOTHING;
      case SENSOR -> {
        run.report(
            Code.NEEDS_TYPE,
            world.declaration().span(),
            "The sensor `" + world.name() + "` does not say what it reads.",
            "give it a type: `sensor " + world.name() + ": Bool`");
        yield Type.BROKEN;
      }
    };
  }

  private List<Symbol.Variable> variables(
      List<Tree.Parameter> parameters, boolean arePrivate, ModuleScope module) {
    List<Symbol.Variable> variables = new ArrayList<>();
    Map<String, Tree.Name> seen = new java.util.HashMap<>();
    for (Tree.Parameter parameter : parameters) {
      Type type = run.types.resolve(parameter.type(), module);
      boolean isPrivate = arePrivate || parameter.isPrivate() || Privacy.isPrivate(type);
      Symbol.Variable variable =
          new Symbol.Variable(parameter.name().text(), type, false, false, isPrivate);
      run.facts.symbol(parameter, variable);
      variables.add(variable);
      Tree.Name before = seen.putIfAbsent(parameter.name().text(), parameter.name());
      if (before != null) {
        duplicate(parameter.name(), before);
      }
    }
    return variables;
  }

  private void duplicate(Tree.Name name, Tree.Name before) {
    run.report(
        Diagnostic.of(Code.DUPLICATE_NAME, name.span(), "`" + name + "` is declared twice here.")
            .label(before.span(), "declared here first"));
  }

  /** Checks the ranges and defaults of parameters and fields. */
  void defaults(ModuleScope module) {
    for (Symbol symbol : module.own().values()) {
      switch (symbol) {
        case Symbol.RecordSymbol record -> {
          defaults(record.declaration().fields(), record.fields(), module);
          mustEnd(record);
        }
        case Symbol.Callable callable ->
            defaults(callable.declaredParameters(), callable.parameters(), module);
        default -> {}
      }
    }
  }

  private void defaults(
      List<Tree.Parameter> parameters, List<Symbol.Variable> variables, ModuleScope module) {
    LocalScope scope = LocalScope.of(Setting.of(module, Setting.Kind.VALUE, null));
    for (int i = 0; i < parameters.size(); i++) {
      Tree.Parameter parameter = parameters.get(i);
      Type type = variables.get(i).type();
      Expression range = parameter.range();
      if (range != null) {
        Type element = Fit.bare(type);
        if (Fit.isNumeric(element)) {
          run.expressions.want(range, new Type.RangeOf(element), scope);
        } else {
          run.expressions.value(range, scope);
          run.report(
              Code.TYPE_MISMATCH,
              range.span(),
              "Only numbers and quantities have a range, but `"
                  + parameter.name()
                  + "` is "
                  + type.display()
                  + ".");
        }
      }
      Expression value = parameter.defaultValue();
      if (value != null) {
        run.expressions.want(value, type, scope);
        run.calls.inRange(value, parameter);
      }
    }
  }

  /** Reports a record that cannot be made because it holds another of itself. */
  private void mustEnd(Symbol.RecordSymbol record) {
    if (endless.contains(record)) {
      return;
    }
    for (int i = 0; i < record.fields().size(); i++) {
      if (holds(record.fields().get(i).type(), record, new HashSet<>())) {
        Tree.Parameter field = record.declaration().fields().get(i);
        run.report(
            Code.CYCLIC_DEFINITION,
            field.span(),
            "Every `" + record.name() + "` would hold another one in `" + field.name() + "`.",
            "let it be absent: `" + field.type().name() + "?`");
        // The others of the circle have the same mistake.
        endless.add(record);
        holds(record.fields().get(i).type(), record, endless);
        return;
      }
    }
  }

  private static boolean holds(Type type, Symbol.RecordSymbol wanted, Set<Symbol> seen) {
    return type instanceof Type.RecordOf(var record)
        && (record == wanted
            || seen.add(record)
                && record.fields().stream().anyMatch(it -> holds(it.type(), wanted, seen)));
  }

  /** The type of a top-level {@code let}. */
  Type typeOf(Symbol.ConstantSymbol constant) {
    State state = run.states.get(constant);
    if (state == State.DONE || !(constant.type() instanceof Type.Broken)) {
      return constant.type();
    }
    if (state == State.OPEN) {
      run.report(
          Code.CYCLIC_DEFINITION,
          constant.declaration().name().span(),
          "`" + constant.name() + "` is computed from itself.",
          "give a value in the circle that needs no other");
      return Type.BROKEN;
    }
    run.states.put(constant, State.OPEN);
    ModuleScope module = run.home(constant);
    LocalScope scope = LocalScope.of(Setting.of(module, Setting.Kind.VALUE, null));
    Declaration.Constant declaration = constant.declaration();
    Type type;
    if (declaration.type() != null) {
      type = run.types.resolve(declaration.type(), module);
      run.expressions.want(declaration.value(), type, scope);
    } else {
      type = inferred(declaration.value(), declaration.name(), scope);
    }
    constant.setType(type);
    run.states.put(constant, State.DONE);
    return type;
  }

  /** The type a new name takes from its value. */
  Type inferred(Expression value, Tree.Name name, LocalScope scope) {
    Type type = run.expressions.value(value, scope);
    if (Fit.isOpen(type)) {
      run.report(
          Code.NEEDS_TYPE,
          name.span(),
          "What `" + name + "` can hold does not follow from " + Mismatch.shown(value) + ".",
          "write its type, as in `" + name + ": " + example(type) + "`");
      return Type.BROKEN;
    }
    return type;
  }

  /** A type that a value of an open type could have. */
  private static String example(Type open) {
    return switch (open) {
      case Type.ListOf _ -> "List<Text>";
      case Type.MapOf _ -> "Map<Text, Int>";
      default -> "Text?";
    };
  }

  /** The result of a function, found from its body where it is not declared. */
  Type resultOf(Symbol.FunctionSymbol function) {
    if (function.declaration().result() != null || run.states.get(function) == State.DONE) {
      return function.result();
    }
    if (run.states.get(function) == State.OPEN) {
      run.report(
          Code.NEEDS_TYPE,
          function.declaration().name().span(),
          "`" + function.name() + "` calls itself, so its result does not follow from its body.",
          "declare it after the parameters: `-> Int`");
      return Type.BROKEN;
    }
    body(function);
    return function.result();
  }

  private void body(Symbol.FunctionSymbol function) {
    if (run.states.get(function) != null) {
      return;
    }
    run.states.put(function, State.OPEN);
    ModuleScope module = run.home(function);
    Declaration.Function declaration = function.declaration();
    Type declared = declaration.result() == null ? null : function.result();
    Setting setting = Setting.of(module, Setting.Kind.FUNCTION, declared);
    LocalScope scope = parameters(function, setting);
    Type result = declared;
    if (declaration.body() != null) {
      Type body = run.blocks.infer(declaration.body(), declared, scope.inner());
      result = declared == null ? together(function, body, setting.returned()) : declared;
    } else if (declared == null) {
      run.report(
          Code.NEEDS_TYPE,
          declaration.name().span(),
          "`" + function.name() + "` has no body that would show its result.",
          "declare it after the parameters: `-> Bool`");
    }
    function.setSignature(function.parameters(), result == null ? Type.BROKEN : result);
    run.states.put(function, State.DONE);
  }

  private Type together(Symbol.FunctionSymbol function, Type body, List<Type> returned) {
    Type common = body;
    for (Type type : returned) {
      Type joined = Fit.join(common, type).orElse(null);
      if (joined == null) {
        run.report(
            Code.NEEDS_TYPE,
            function.declaration().name().span(),
            "`"
                + function.name()
                + "` gives "
                + common.display()
                + " here and "
                + type.display()
                + " there.",
            "declare the result after the parameters, as in `-> " + common.display() + "`");
        return Type.BROKEN;
      }
      common = joined;
    }
    return common instanceof Type.Never ? Type.NOTHING : common;
  }

  private LocalScope parameters(Symbol.Callable callable, Setting setting) {
    LocalScope scope = LocalScope.of(setting);
    for (int i = 0; i < callable.parameters().size(); i++) {
      scope.declare(callable.declaredParameters().get(i).name(), callable.parameters().get(i));
    }
    return scope;
  }

  /** Checks everything a module declares. */
  void bodies(ModuleScope module) {
    for (Symbol symbol : module.own().values()) {
      switch (symbol) {
        case Symbol.FunctionSymbol function -> body(function);
        case Symbol.ConstantSymbol constant -> typeOf(constant);
        case Symbol.ActivitySymbol activity -> activity(activity, module);
        case Symbol.ThinkSymbol think ->
            thinks.check(
                think, parameters(think, Setting.of(module, Setting.Kind.THINK, think.result())));
        case Symbol.EnumSymbol type -> cases(type);
        default -> {}
      }
    }
    for (Declaration declaration : module.module().tree().declarations()) {
      if (declaration instanceof Declaration.Test test) {
        Setting setting = Setting.of(module, Setting.Kind.TEST, Type.NOTHING);
        run.blocks.infer(test.body(), Type.NOTHING, LocalScope.of(setting));
      }
    }
  }

  private void cases(Symbol.EnumSymbol type) {
    Map<String, Tree.Name> seen = new java.util.HashMap<>();
    for (Declaration.EnumCase one : type.declaration().cases()) {
      Tree.Name before = seen.putIfAbsent(one.name().text(), one.name());
      if (before != null) {
        duplicate(one.name(), before);
      }
    }
  }

  private void activity(Symbol.ActivitySymbol activity, ModuleScope module) {
    Declaration.Activity declaration = activity.declaration();
    Type result = activity.result();
    LocalScope scope = parameters(activity, Setting.of(module, Setting.Kind.ACTIVITY, result));
    Place place =
        switch (declaration.kind()) {
          case POLICY -> Place.POLICY;
          case ACTION -> Place.ACTION;
          case HOST_ACTION -> Place.HOST_ACTION;
        };
    run.clauses.check(declaration.clauses(), place, declaration.name().span(), scope);
    if (place == Place.HOST_ACTION && !Deeds.has(declaration.clauses(), Clause.Pure.class)) {
      takesNoGuess(activity);
    }
    boolean wantsValue = Blocks.wantsValue(result) && !(result instanceof Type.Broken);
    if (wantsValue
        && !(result instanceof Type.Maybe)
        && Trailers.mayLackValue(declaration.clauses())) {
      givesNone(activity, "`skip if` and `until` end it before it has one");
    }
    Type body = Type.NOTHING;
    if (declaration.body() != null) {
      body = body(activity, declaration.body(), scope);
    }
    run.trailers.check(declaration.trailers(), body, result, scope);
  }

  /** What moves the robot gets what somebody took, never a model's answer as it is (rule M5). */
  private void takesNoGuess(Symbol.ActivitySymbol activity) {
    for (int i = 0; i < activity.parameters().size(); i++) {
      if (holdsGuess(activity.parameters().get(i).type(), new HashSet<>())) {
        run.report(
            Code.UNCONFIRMED_GUESS,
            activity.declaredParameters().get(i).type().span(),
            "A host action acts, so `"
                + activity.parameters().get(i).name()
                + "` cannot be a model's guess that nobody has confirmed.",
            "take the value without `Guess<…>`; who calls it says `confirm … at 0.8` or `accept"
                + " …`");
      }
    }
  }

  private static boolean holdsGuess(Type type, Set<Symbol> seen) {
    return switch (type) {
      case Type.Guess _ -> true;
      case Type.ListOf(Type element) -> holdsGuess(element, seen);
      case Type.Maybe(Type element) -> holdsGuess(element, seen);
      case Type.MapOf(Type key, Type value) -> holdsGuess(key, seen) || holdsGuess(value, seen);
      case Type.RecordOf(var record) ->
          seen.add(record)
              && record.fields().stream().anyMatch(field -> holdsGuess(field.type(), seen));
      default -> false;
    };
  }

  private Type body(Symbol.ActivitySymbol activity, Tree.Block block, LocalScope scope) {
    Type result = activity.result();
    if (!Blocks.wantsValue(result) || Blocks.endsWithValue(block)) {
      return run.blocks.infer(block, result, scope.inner());
    }
    givesNone(activity, "its body ends without one");
    return run.blocks.infer(block, Type.NOTHING, scope.inner());
  }

  private void givesNone(Symbol.ActivitySymbol activity, String why) {
    Tree.TypeName declared = activity.declaration().result();
    run.report(
        Code.GIVES_NO_VALUE,
        declared == null ? activity.declaration().name().span() : declared.span(),
        "`" + activity.name() + "` promises " + activity.result().display() + ", but " + why + ".",
        "let its last line be the value, or declare `"
            + Fit.maybe(activity.result()).display()
            + "`");
  }
}
