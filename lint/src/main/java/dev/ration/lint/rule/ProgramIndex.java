package dev.ration.lint.rule;

import dev.ration.grammar.check.CheckedModule;
import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Deeds;
import dev.ration.grammar.check.Facts;
import dev.ration.grammar.check.Parts;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is known across the modules of a program. Made once; thread-safe. */
public final class ProgramIndex {
  /** A call, with what stands around it, innermost first. */
  public record Site(Expression.Call call, List<Tree> around) {
    public Site {
      around = List.copyOf(around);
    }
  }

  private final CheckedProgram program;
  private final Facts facts;
  private final Deeds deeds;
  private final Set<Symbol> named = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Symbol, List<Site>> calls = new IdentityHashMap<>();
  private final Map<Symbol, Set<String>> touched = new IdentityHashMap<>();

  /** Looks through every module that is not the library's. */
  public ProgramIndex(CheckedProgram program) {
    this.program = program;
    facts = program.facts();
    deeds = new Deeds(facts);
    for (CheckedModule module : program.modules()) {
      if (!module.isLibrary()) {
        collect(module.tree(), new ArrayList<>());
      }
    }
  }

  private void collect(Tree node, List<Tree> around) {
    if (!isDeclaring(node)) {
      Symbol symbol = facts.symbolOf(node).orElse(null);
      if (symbol != null) {
        named.add(symbol);
      }
    }
    if (node instanceof Expression.Call call) {
      Symbol symbol = deeds.called(call);
      if (symbol != null) {
        calls
            .computeIfAbsent(symbol, _ -> new ArrayList<>())
            .add(new Site(call, around.reversed()));
      }
    }
    around.add(node);
    if (node instanceof Statement.Assign assign) {
      collect(assign.value(), around);
    } else {
      for (Tree part : Parts.of(node)) {
        collect(part, around);
      }
    }
    around.removeLast();
  }

  private static boolean isDeclaring(Tree node) {
    return switch (node) {
      case Tree.Parameter _,
          Statement.Let _,
          Statement.Var _,
          Statement.Assign _,
          Statement.Whenever _,
          Construct.For _,
          Pattern.Bind _ ->
          true;
      default -> false;
    };
  }

  /** What the checker found out. */
  public Facts facts() {
    return facts;
  }

  /** What the nodes do. */
  public Deeds deeds() {
    return deeds;
  }

  /** A module by its dotted name. */
  public Optional<CheckedModule> module(String name) {
    return program.module(name);
  }

  /** Whether something is named anywhere but where it is declared or assigned. */
  public boolean isNamed(Symbol symbol) {
    return named.contains(symbol);
  }

  /** Every call of something. */
  public List<Site> callsOf(Symbol symbol) {
    return Collections.unmodifiableList(calls.getOrDefault(symbol, List.of()));
  }

  /** Whether a call asks the robot for something that changes the world. */
  public boolean isDeed(Tree node) {
    return deeds.called(node) instanceof Symbol.ActivitySymbol activity
        && activity.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION
        && !Deeds.has(activity.declaration().clauses(), Clause.Pure.class);
  }

  /** Whether a part does something that changes the world, in what it calls as well. */
  public boolean acts(Tree part) {
    return reaches(part, this::isDeed);
  }

  /** Whether some node of a part, or of the bodies it calls, is as asked. */
  public boolean reaches(Tree part, Predicate<Tree> asked) {
    return reaches(part, asked, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private boolean reaches(Tree part, Predicate<Tree> asked, Set<Symbol> seen) {
    return Deeds.any(
        part,
        node ->
            asked.test(node)
                || (deeds.called(node) instanceof Symbol.ActivitySymbol activity
                    && seen.add(activity)
                    && activity.declaration().body() != null
                    && reaches(activity.declaration(), asked, seen)));
  }

  /** The resources that the host actions a part calls take, by dotted name, sorted. */
  public Set<String> resourcesOf(Tree part) {
    Set<String> found = new TreeSet<>();
    reaches(
        part,
        node -> {
          if (deeds.called(node) instanceof Symbol.ActivitySymbol activity
              && activity.declaration().kind() == Declaration.Activity.Kind.HOST_ACTION) {
            found.addAll(heldBy(activity.declaration()));
          }
          return false;
        });
    return found;
  }

  /**
   * What of the world a part names, holds or calls for, in what it calls as well.
   *
   * @param own a clause that does not count
   */
  public Set<String> touchedBy(Tree part, Clause.Holds own) {
    Set<String> found = new TreeSet<>();
    touch(part, own, found, Collections.newSetFromMap(new IdentityHashMap<>()));
    return found;
  }

  private void touch(Tree node, Clause.@Nullable Holds own, Set<String> found, Set<Symbol> open) {
    if (node instanceof Clause.Holds other && !other.equals(own)) {
      other.holdings().forEach(one -> found.add(one.resource().text()));
    }
    if (node instanceof Expression
        && facts.symbolOf(node).orElse(null) instanceof Symbol.WorldSymbol world) {
      found.add(world.name());
    }
    switch (deeds.called(node)) {
      case Symbol.ThinkSymbol _ -> found.add("compute");
      case Symbol.ActivitySymbol activity -> found.addAll(touchedIn(activity, open));
      case null, default -> {}
    }
    for (Tree part : Parts.of(node)) {
      touch(part, own, found, open);
    }
  }

  /** Each activity is looked through once, not once for each of its callers. */
  private synchronized Set<String> touchedIn(Symbol.ActivitySymbol activity, Set<Symbol> open) {
    Set<String> known = touched.get(activity);
    if (known != null) {
      return known;
    }
    if (activity.declaration().body() == null) {
      known = heldBy(activity.declaration());
    } else if (open.add(activity)) {
      known = new TreeSet<>();
      touch(activity.declaration(), null, known, open);
      open.remove(activity);
    } else {
      // It calls itself, which is an error of its own; nothing is known of it until it was looked
      // through.
      return Set.of();
    }
    touched.put(activity, known);
    return known;
  }

  /** The resources that a declaration says it holds. */
  public static Set<String> heldBy(Declaration.Activity activity) {
    Set<String> found = new TreeSet<>();
    Clause.Holds holds = Deeds.clause(activity.clauses(), Clause.Holds.class);
    if (holds != null) {
      holds.holdings().forEach(one -> found.add(one.resource().text()));
    }
    return found;
  }
}
