package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the nodes of a checked tree do. */
public final class Deeds {
  /** What clauses and trailers may stand on. */
  private static final Set<Class<? extends Tree>> SCOPES =
      Set.of(
          Expression.Governed.class,
          Construct.Step.class,
          Construct.For.class,
          Construct.While.class,
          Construct.Every.class,
          Construct.Critical.class,
          Construct.Respond.class,
          Construct.Parallel.class,
          Statement.Whenever.class,
          Declaration.Activity.class,
          Declaration.Think.class);

  // Few nodes are scopes, and every walk asks at every node.
  private static final ClassValue<Boolean> IS_SCOPE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return SCOPES.contains(type);
        }
      };

  private final Facts facts;

  /** Reads the facts of one checker run. */
  public Deeds(Facts facts) {
    this.facts = facts;
  }

  /** Whether clauses and trailers may stand on a node. */
  static boolean isScope(Tree node) {
    return IS_SCOPE.get(node.getClass());
  }

  /** What a call calls; null when that was not found. */
  public @Nullable Symbol called(Tree node) {
    return node instanceof Expression.Call call ? facts.symbolOf(call.callee()).orElse(null) : null;
  }

  /** The clauses of a host action that ask for something; the others are its contract. */
  public static List<Clause> demandsOf(Declaration.Activity hostAction) {
    return hostAction.clauses().stream().filter(Deeds::isDemand).toList();
  }

  private static boolean isDemand(Clause clause) {
    return switch (clause) {
      case Clause.Within _,
          Clause.Energy _,
          Clause.Power _,
          Clause.Spend _,
          Clause.Require _,
          Clause.Ensure _,
          Clause.Keep _,
          Clause.SkipIf _,
          Clause.Until _ ->
          true;
      default -> false;
    };
  }

  /** The clauses that stand on a node itself. */
  public static List<Clause> clausesOf(Tree node) {
    if (!isScope(node)) {
      return List.of();
    }
    return switch (node) {
      case Expression.Governed governed -> governed.clauses();
      case Construct.Step step -> step.clauses();
      case Construct.For loop -> loop.clauses();
      case Construct.While loop -> loop.clauses();
      case Construct.Every every -> every.clauses();
      case Construct.Critical critical -> critical.clauses();
      case Construct.Respond respond -> respond.clauses();
      case Construct.Parallel parallel -> parallel.clauses();
      case Statement.Whenever whenever -> whenever.clauses();
      case Declaration.Activity activity -> activity.clauses();
      case Declaration.Think think -> think.clauses();
      default -> List.of();
    };
  }

  /** The trailers that stand on a node itself. */
  public static List<Trailer> trailersOf(Tree node) {
    if (!isScope(node)) {
      return List.of();
    }
    return switch (node) {
      case Expression.Governed governed -> governed.trailers();
      case Construct.Step step -> step.trailers();
      case Construct.For loop -> loop.trailers();
      case Construct.While loop -> loop.trailers();
      case Construct.Every every -> every.trailers();
      case Construct.Critical critical -> critical.trailers();
      case Construct.Respond respond -> respond.trailers();
      case Construct.Parallel parallel -> parallel.trailers();
      case Statement.Whenever whenever -> whenever.trailers();
      case Declaration.Activity activity -> activity.trailers();
      default -> List.of();
    };
  }

  /** The clause of a kind that stands on a node; null when there is none. */
  public static <C extends Clause> @Nullable C clause(List<Clause> clauses, Class<C> kind) {
    if (clauses.isEmpty()) {
      return null;
    }
    for (Clause clause : clauses) {
      if (kind.isInstance(clause)) {
        return kind.cast(clause);
      }
    }
    return null;
  }

  /** Whether a clause of a kind stands among them. */
  public static boolean has(List<Clause> clauses, Class<? extends Clause> kind) {
    return clause(clauses, kind) != null;
  }

  /** Whether some part of a node, itself included, is as asked. */
  public static boolean any(Tree node, Predicate<Tree> asked) {
    if (asked.test(node)) {
      return true;
    }
    for (Tree part : Parts.of(node)) {
      if (any(part, asked)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a think may be answered outside the robot. */
  public boolean mayLeave(Declaration.Think think) {
    boolean isOpen = !has(think.clauses(), Clause.Tiers.class) || namesCloud(think.clauses());
    return isOpen && !has(think.clauses(), Clause.Private.class);
  }

  /** Whether a clause names a tier outside the robot. */
  public boolean namesCloud(List<Clause> clauses) {
    Clause.Tiers tiers = clause(clauses, Clause.Tiers.class);
    return tiers != null && tiers.names().stream().anyMatch(this::isCloud);
  }

  /** Whether every tier that a clause names is outside the robot. */
  public boolean namesOnlyCloud(List<Clause> clauses) {
    Clause.Tiers tiers = clause(clauses, Clause.Tiers.class);
    return tiers != null && tiers.names().stream().allMatch(this::isCloud);
  }

  private boolean isCloud(Tree.Path tier) {
    if (!(facts.symbolOf(tier).orElse(null) instanceof Symbol.ProfileSymbol profile)) {
      return false;
    }
    for (Declaration.Entry entry : profile.declaration().entries()) {
      if (entry instanceof Declaration.Entry.Field field && field.name().text().equals("place")) {
        return field.value() instanceof Expression.Reference place
            && place.name().text().equals("cloud");
      }
    }
    return profile.name().startsWith("cloud.");
  }
}
