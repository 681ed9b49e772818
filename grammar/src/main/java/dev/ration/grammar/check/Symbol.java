package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for. Symbols are compared by identity; one checker run makes them, and nothing
 * changes them after it returned.
 */
public abstract sealed class Symbol {
  private final String name;
  private final @Nullable String module;

  private Symbol(String name, @Nullable String module) {
    this.name = name;
    this.module = module;
  }

  /** The simple name, or the dotted one of world symbols and tiers. */
  public String name() {
    return name;
  }

  /** The module that declares it; null for locals and what is built in. */
  public @Nullable String module() {
    return module;
  }

  /** A parameter, a {@code let}, a {@code var}, a loop variable, or a bound name. */
  public static final class Variable extends Symbol {
    private Type type;
    private final boolean isMutable;
    private final boolean isShared;
    private boolean isPrivate;

    public Variable(
        String name, Type type, boolean isMutable, boolean isShared, boolean isPrivate) {
      super(name, null);
      this.type = type;
      this.isMutable = isMutable;
      this.isShared = isShared;
      this.isPrivate = isPrivate;
    }

    public Type type() {
      return type;
    }

    void refine(Type known) {
      type = known;
    }

    void markPrivate() {
      isPrivate = true;
    }

    /** Whether it can be assigned. */
    public boolean isMutable() {
      return isMutable;
    }

    /** Whether parallel branches may write it (rule P6). */
    public boolean isShared() {
      return isShared;
    }

    /** Whether its value is private (rule M7). */
    public boolean isPrivate() {
      return isPrivate;
    }
  }

  /** A top-level {@code let}. */
  public static final class ConstantSymbol extends Symbol {
    private final Declaration.Constant declaration;
    private Type type = Type.BROKEN;

    public ConstantSymbol(String module, Declaration.Constant declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.Constant declaration() {
      return declaration;
    }

    public Type type() {
      return type;
    }

    void setType(Type resolved) {
      type = resolved;
    }
  }

  /** An enum. */
  public static final class EnumSymbol extends Symbol {
    private final Declaration.EnumType declaration;
    private final List<CaseSymbol> cases = new ArrayList<>();

    public EnumSymbol(String module, Declaration.EnumType declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
      for (int i = 0; i < declaration.cases().size(); i++) {
        cases.add(new CaseSymbol(this, declaration.cases().get(i), i));
      }
    }

    public Declaration.EnumType declaration() {
      return declaration;
    }

    /** Its cases, in order. */
    public List<CaseSymbol> cases() {
      return List.copyOf(cases);
    }
  }

  /** One case of an enum. */
  public static final class CaseSymbol extends Symbol {
    private final EnumSymbol owner;
    private final Declaration.EnumCase declaration;
    private final int ordinal;

    CaseSymbol(EnumSymbol owner, Declaration.EnumCase declaration, int ordinal) {
      super(declaration.name().text(), owner.module());
      this.owner = owner;
      this.declaration = declaration;
      this.ordinal = ordinal;
    }

    public EnumSymbol owner() {
      return owner;
    }

    public Declaration.EnumCase declaration() {
      return declaration;
    }

    /** Its place among the cases, from 0. */
    public int ordinal() {
      return ordinal;
    }
  }

  /** A record. */
  public static final class RecordSymbol extends Symbol {
    private final Declaration.RecordType declaration;
    private List<Variable> fields = List.of();

    public RecordSymbol(String module, Declaration.RecordType declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.RecordType declaration() {
      return declaration;
    }

    /** Its fields, in order. */
    public List<Variable> fields() {
      return fields;
    }

    void setFields(List<Variable> resolved) {
      fields = List.copyOf(resolved);
    }
  }

  /** A type whose values only the host can make. */
  public static final class HostTypeSymbol extends Symbol {
    private final Declaration.HostType declaration;

    public HostTypeSymbol(String module, Declaration.HostType declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.HostType declaration() {
      return declaration;
    }
  }

  /** Anything that is called with parameters. */
  public abstract static sealed class Callable extends Symbol {
    private List<Variable> parameters = List.of();
    private Type result = Type.BROKEN;

    private Callable(String name, @Nullable String module) {
      super(name, module);
    }

    /** Its parameters, in order. */
    public List<Variable> parameters() {
      return parameters;
    }

    /** Its result; {@link Type#NOTHING} when it has none. */
    public Type result() {
      return result;
    }

    /** The declared parameters, with their defaults. */
    public abstract List<Tree.Parameter> declaredParameters();

    void setSignature(List<Variable> resolved, Type type) {
      parameters = List.copyOf(resolved);
      result = type;
    }
  }

  /** A {@code fun}. */
  public static final class FunctionSymbol extends Callable {
    private final Declaration.Function declaration;

    public FunctionSymbol(String module, Declaration.Function declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.Function declaration() {
      return declaration;
    }

    @Override
    public List<Tree.Parameter> declaredParameters() {
      return declaration.parameters();
    }
  }

  /** A policy, an action or a host action. */
  public static final class ActivitySymbol extends Callable {
    private final Declaration.Activity declaration;

    public ActivitySymbol(String module, Declaration.Activity declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.Activity declaration() {
      return declaration;
    }

    @Override
    public List<Tree.Parameter> declaredParameters() {
      return declaration.parameters();
    }
  }

  /** A {@code think}. */
  public static final class ThinkSymbol extends Callable {
    private final Declaration.Think declaration;

    public ThinkSymbol(String module, Declaration.Think declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.Think declaration() {
      return declaration;
    }

    @Override
    public List<Tree.Parameter> declaredParameters() {
      return declaration.parameters();
    }
  }

  /** A resource, sensor, topic or place of the robot, by its dotted name. */
  public static final class WorldSymbol extends Symbol {
    private final Declaration.World declaration;
    private Type type = Type.NOTHING;

    public WorldSymbol(String module, Declaration.World declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.World declaration() {
      return declaration;
    }

    /** What reading it gives: a sensor's value, a place; nothing for a resource. */
    public Type type() {
      return type;
    }

    void setType(Type resolved) {
      type = resolved;
    }
  }

  /** A site, robot, board, link, model or tier. */
  public static final class ProfileSymbol extends Symbol {
    private final Declaration.Profile declaration;

    public ProfileSymbol(String module, Declaration.Profile declaration) {
      super(declaration.name().text(), module);
      this.declaration = declaration;
    }

    public Declaration.Profile declaration() {
      return declaration;
    }
  }

  /** Something every policy knows without a {@code use}: {@code remaining()}, {@code x.length}. */
  public static final class BuiltinSymbol extends Symbol {
    private final Builtin builtin;

    public BuiltinSymbol(Builtin builtin) {
      super(builtin.word(), null);
      this.builtin = builtin;
    }

    public Builtin builtin() {
      return builtin;
    }
  }

  /** The named branches of one parallel construct. */
  public static final class BranchesSymbol extends Symbol {
    private List<Variable> branches = List.of();

    public BranchesSymbol() {
      super("branches", null);
    }

    /** One for each named branch; the type is the branch's, optional where it may not succeed. */
    public List<Variable> branches() {
      return branches;
    }

    void setBranches(List<Variable> resolved) {
      branches = List.copyOf(resolved);
    }
  }

  /** Another module under the name {@code use … as} gave it. */
  public static final class ModuleSymbol extends Symbol {
    public ModuleSymbol(String name, String module) {
      super(name, module);
    }
  }

  @Override
  public String toString() {
    return module == null || module.isEmpty() ? name : module + "." + name;
  }
}
