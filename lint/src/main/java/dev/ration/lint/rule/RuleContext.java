package dev.ration.lint.rule;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Parts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One module as a rule sees it: its tree, what stands around each node, the checker's facts, and
 * where findings go. Used on one thread.
 */
public final class RuleContext {
  private final CheckedModule module;
  private final ProgramIndex program;
  private final Traits traits;
  private final ToLongFunction<RuleOption> options;
  private final Consumer<Diagnostic> sink;
  private final Walk walk;

  /**
   * The nodes of a module in the order of the text, and what each stands in. Used on one thread.
   */
  public static final class Walk {
    private final List<Tree> nodes = new ArrayList<>();
    private final Map<Tree, Tree> parents = new IdentityHashMap<>();
    private final List<Tree> scopes = new ArrayList<>();
    private final Map<Class<?>, List<Tree>> byClass = new HashMap<>();
    private final Map<Class<?>, List<?>> byKind = new HashMap<>();

    /** Walks a module once, for all rules. */
    public Walk(Tree.Module module) {
      collect(module);
    }

    private void collect(Tree node) {
      nodes.add(node);
      byClass.computeIfAbsent(node.getClass(), _ -> new ArrayList<>()).add(node);
      if (!Deeds.clausesOf(node).isEmpty()) {
        scopes.add(node);
      }
      for (Tree part : Parts.of(node)) {
        parents.put(part, node);
        collect(part);
      }
    }

    // Many rules ask for the same few kinds.
    @SuppressWarnings("unchecked") // a list is only ever kept under the kind of what is in it
    private <T extends Tree> List<T> all(Class<T> kind) {
      List<?> known = byKind.get(kind);
      if (known == null) {
        known = Collections.unmodifiableList(find(kind));
        byKind.put(kind, known);
      }
      return (List<T>) known;
    }

    private List<Tree> find(Class<? extends Tree> kind) {
      if (kind == Tree.class) {
        return nodes;
      }
      if (kind.isRecord()) {
        return byClass.getOrDefault(kind, List.of());
      }
      List<Tree> found = new ArrayList<>();
      for (Tree node : nodes) {
        if (kind.isInstance(node)) {
          found.add(node);
        }
      }
      return found;
    }
  }

  /**
   * Shows a module to one rule.
   *
   * @param options what is set for the rule's options
   * @param sink takes its findings
   */
  public RuleContext(
      CheckedModule module,
      Walk walk,
      ProgramIndex program,
      Traits traits,
      ToLongFunction<RuleOption> options,
      Consumer<Diagnostic> sink) {
    this.module = module;
    this.walk = walk;
    this.program = program;
    this.traits = traits;
    this.options = options;
    this.sink = sink;
  }

  /** The module that is looked at. */
  public CheckedModule module() {
    return module;
  }

  /** What is known across modules. */
  public ProgramIndex program() {
    return program;
  }

  /** What the checker found out. */
  public Facts facts() {
    return program.facts();
  }

  /** What the nodes do. */
  public Deeds deeds() {
    return program.deeds();
  }

  /** The value of the rule's only option. */
  public long option() {
    return options.applyAsLong(traits.options().getFirst());
  }

  /** Every node of a kind, in the order of the text. */
  public <T extends Tree> List<T> all(Class<T> kind) {
    return walk.all(kind);
  }

  /** Every node with clauses of its own, in the order of the text. */
  public List<Tree> scopes() {
    return Collections.unmodifiableList(walk.scopes);
  }

  /** Every node of a kind in a part of the module, the part itself included. */
  public static <T extends Tree> List<T> within(Tree part, Class<T> kind) {
    List<T> found = new ArrayList<>();
    collect(part, kind, found);
    return found;
  }

  private static <T extends Tree> void collect(Tree node, Class<T> kind, List<T> found) {
    if (kind.isInstance(node)) {
      found.add(kind.cast(node));
    }
    for (Tree part : Parts.of(node)) {
      collect(part, kind, found);
    }
  }

  /** The node that a node is a part of; null for the module. */
  public @Nullable Tree parentOf(Tree node) {
    return walk.parents.get(node);
  }

  /** What a node stands in, innermost first, without itself and the module. */
  public List<Tree> around(Tree node) {
    List<Tree> found = new ArrayList<>();
    for (Tree one = parentOf(node); one != null; one = parentOf(one)) {
      if (!(one instanceof Tree.Module)) {
        found.add(one);
      }
    }
    return found;
  }

  /** The declaration that a node stands in, if it is a part of one. */
  public Optional<Declaration> declarationOf(Tree node) {
    return around(node).stream()
        .filter(Declaration.class::isInstance)
        .map(Declaration.class::cast)
        .findFirst();
  }

  /** What a call calls; empty when that is nothing with a name. */
  public Optional<Symbol> called(Tree node) {
    return Optional.ofNullable(deeds().called(node));
  }

  /** The value of an expression that is known before anything runs. */
  public Optional<Quantity> constant(@Nullable Expression expression) {
    return expression == null ? Optional.empty() : facts().constantOf(expression);
  }

  /** The clause of a kind that stands on a node itself. */
  public static <C extends Clause> Optional<C> clause(Tree node, Class<C> kind) {
    return Optional.ofNullable(Deeds.clause(Deeds.clausesOf(node), kind));
  }

  /** Reports a finding of the rule. */
  public void report(Span at, String message, String hint) {
    report(finding(at, message).hint(hint));
  }

  /** Begins a finding of the rule, to be given to {@link #report(Diagnostic)}. */
  public Diagnostic finding(Span at, String message) {
    return Diagnostic.of(traits.code(), at, message);
  }

  /** Reports a finding that {@link #finding} began. */
  public void report(Diagnostic finding) {
    sink.accept(finding);
  }
}
