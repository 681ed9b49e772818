package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the types a policy writes mean. */
final class TypeNames {
  private static final List<String> BUILT_IN =
      List.of(
          "Bool",
          "Int",
          "Number",
          "Ratio",
          "Text",
          "List",
          "Map",
          "Guess",
          "Sensor",
          "Topic",
          "Resource",
          "Money");

  private final CheckRun run;

  TypeNames(CheckRun run) {
    this.run = run;
  }

  Type resolve(Tree.TypeName name, ModuleScope module) {
    Type plain = plain(name, module);
    return name.isOptional() ? Fit.maybe(plain) : plain;
  }

  private Type plain(Tree.TypeName name, ModuleScope module) {
    String text = name.name().text();
    return switch (text) {
      case "List" -> one(name, module, Type.ListOf::new);
      case "Guess" -> one(name, module, Type.Guess::new);
      case "Sensor" -> one(name, module, Type.SensorOf::new);
      case "Topic" ->
          name.arguments().isEmpty()
              ? new Type.TopicOf(Type.NOTHING)
              : one(name, module, Type.TopicOf::new);
      case "Map" ->
          arguments(name, module, 2)
              .<Type>map(it -> new Type.MapOf(it.get(0), it.get(1)))
              .orElse(Type.BROKEN);
      case "Money" -> money(name);
      default -> simple(name, text, module);
    };
  }

  private Type one(Tree.TypeName name, ModuleScope module, Function<Type, Type> of) {
    return arguments(name, module, 1).map(it -> of.apply(it.getFirst())).orElse(Type.BROKEN);
  }

  private Optional<List<Type>> arguments(Tree.TypeName name, ModuleScope module, int wanted) {
    List<Type> arguments = new ArrayList<>();
    name.arguments().forEach(argument -> arguments.add(resolve(argument, module)));
    if (arguments.size() == wanted) {
      return Optional.of(arguments);
    }
    String example = wanted == 2 ? "<Text, Int>" : "<Text>";
    wrongArguments(
        name,
        "`"
            + name.name()
            + "` takes "
            + (wanted == 1 ? "one type" : "two types")
            + ", but has "
            + arguments.size()
            + ".",
        "write it as in `" + name.name() + example + "`");
    return Optional.empty();
  }

  private void wrongArguments(Tree.TypeName name, String message, String hint) {
    run.report(Code.WRONG_TYPE_ARGUMENTS, name.span(), message, hint);
  }

  private Type money(Tree.TypeName name) {
    if (name.arguments().size() == 1 && name.arguments().getFirst().arguments().isEmpty()) {
      Tree.Path currency = name.arguments().getFirst().name();
      for (Dimension.Base base : Dimension.Base.values()) {
        Dimension dimension = Dimension.of(base);
        if (dimension.isMoney() && base.symbol().equals(currency.text())) {
          return new Type.Measure(dimension);
        }
      }
    }
    wrongArguments(name, "`Money` does not say which currency it is.", "write `Money<EUR>`");
    return Type.BROKEN;
  }

  private Type simple(Tree.TypeName name, String text, ModuleScope module) {
    Optional<Type> known = builtIn(text);
    Type found = known.orElseGet(() -> declared(name, text, module));
    if (!name.arguments().isEmpty() && !(found instanceof Type.Broken)) {
      wrongArguments(name, "`" + text + "` takes no types.", "write `" + text + "` alone");
    }
    return found;
  }

  private static Optional<Type> builtIn(String text) {
    return switch (text) {
      case "Bool" -> Optional.of(Type.BOOL);
      case "Int" -> Optional.of(Type.INT);
      case "Number", "Ratio" -> Optional.of(Type.NUMBER);
      case "Text" -> Optional.of(Type.TEXT);
      case "Resource" -> Optional.of(Type.RESOURCE);
      default -> Dimension.ofName(text).map(Type.Measure::new);
    };
  }

  private Type declared(Tree.TypeName name, String text, ModuleScope module) {
    Symbol symbol = run.names.find(module, text, false, name.name().span());
    return switch (symbol) {
      case Symbol.EnumSymbol type -> note(name, type, new Type.EnumOf(type));
      case Symbol.RecordSymbol type -> note(name, type, new Type.RecordOf(type));
      case Symbol.HostTypeSymbol type -> note(name, type, new Type.Host(type));
      case null -> {
        unknown(name, text, module);
        yield Type.BROKEN;
      }
      default -> {
        run.names.wrongKind(symbol, name.name().span(), "a type");
        yield Type.BROKEN;
      }
    };
  }

  private Type note(Tree.TypeName name, Symbol symbol, Type type) {
    run.facts.symbol(name.name(), symbol);
    return type;
  }

  private void unknown(Tree.TypeName name, String text, ModuleScope module) {
    if (run.findings.isFull(name.span().source())) {
      return;
    }
    List<String> known = new ArrayList<>(BUILT_IN);
    known.addAll(Dimension.named().values());
    for (Symbol symbol : module.visible(false)) {
      if (isType(symbol)) {
        known.add(symbol.name());
      }
    }
    Diagnostic finding =
        Diagnostic.of(
            Code.UNKNOWN_NAME, name.name().span(), "`" + text + "` is not known here as a type.");
    run.names.report(finding, text, known, module);
  }

  static boolean isType(Symbol symbol) {
    return symbol instanceof Symbol.EnumSymbol
        || symbol instanceof Symbol.RecordSymbol
        || symbol instanceof Symbol.HostTypeSymbol;
  }

  /** The type of places, where the prelude has one. */
  Type place(ModuleScope module) {
    return switch (module.find("Place", false).only()) {
      case Symbol.RecordSymbol type -> new Type.RecordOf(type);
      case Symbol.HostTypeSymbol type -> new Type.Host(type);
      case null, default -> Type.BROKEN;
    };
  }
}
