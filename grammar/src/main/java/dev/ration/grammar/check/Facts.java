package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Quantity;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the checker found out about a tree, by identity of its nodes.
 *
 * <p>Written by one checker run on one thread; read-only, and so thread-safe, afterwards. Nodes
 * about which a finding was made may have no facts.
 */
public final class Facts {
  /** About how many characters of a text there are for each expression. */
  private static final int CHARACTERS_EACH = 16;

  private final Map<Expression, Type> types;
  private final Map<Object, Symbol> symbols;
  private final Map<Expression.Call, List<@Nullable Expression>> arguments =
      new IdentityHashMap<>();
  private final Map<Expression, Quantity> constants = new IdentityHashMap<>();
  private final Map<Tree, Set<String>> escaping = new IdentityHashMap<>();
  private final Set<Expression> privacy = identitySet();
  private final Set<Symbol.ActivitySymbol> told = identitySet();
  private boolean areAllTold;
  private final Set<Declaration> privateResults = identitySet();
  private final Set<Expression> unknowns = identitySet();
  private final Set<Symbol> unknownNames = identitySet();
  private final Set<Expression> widened = identitySet();
  private final Map<Tree.Path, String> reasons = new IdentityHashMap<>();

  private @Nullable CheckRun run;

  /** For texts of so many characters together; more or fewer cost time only. */
  Facts(int characters) {
    types = new IdentityHashMap<>(characters / CHARACTERS_EACH);
    symbols = new IdentityHashMap<>(characters / CHARACTERS_EACH);
  }

  /** Remembers the run, so that an argument can be checked after it. */
  void keep(CheckRun known) {
    run = known;
  }

  @Nullable CheckRun run() {
    return run;
  }

  void type(Expression expression, Type type) {
    types.put(expression, type);
  }

  void symbol(Object node, Symbol symbol) {
    symbols.put(node, symbol);
  }

  void arguments(Expression.Call call, List<@Nullable Expression> inOrder) {
    arguments.put(call, inOrder);
  }

  void constant(Expression expression, Quantity value) {
    constants.put(expression, value);
  }

  void escaping(Tree activity, Set<String> reasons) {
    escaping.put(activity, Set.copyOf(reasons));
  }

  void markTold(Symbol.ActivitySymbol hostAction) {
    told.add(hostAction);
  }

  void markAllTold() {
    areAllTold = true;
  }

  /** Whether a host action may be given a private value by an argument (rule M7). */
  public boolean isToldPrivate(Symbol.ActivitySymbol hostAction) {
    return areAllTold
        || told.contains(hostAction)
        || hostAction.parameters().stream().anyMatch(Symbol.Variable::isPrivate);
  }

  void markPrivateResult(Declaration callable) {
    privateResults.add(callable);
  }

  /** Whether what an activity or function gives is private, by where it comes from (rule M7). */
  public boolean isResultPrivate(Declaration callable) {
    return privateResults.contains(callable);
  }

  void markPrivate(Expression expression) {
    privacy.add(expression);
  }

  void markUnknown(Expression expression) {
    unknowns.add(expression);
  }

  /** Returns whether that was not known yet. */
  boolean markUnknown(Symbol variable) {
    return unknownNames.add(variable);
  }

  void markWidened(Expression expression) {
    widened.add(expression);
  }

  void reason(Tree.Path path, String reason) {
    reasons.put(path, reason);
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** The type of an expression; {@link Type.Broken} where none was found. */
  public Type typeOf(Expression expression) {
    return types.getOrDefault(expression, Type.BROKEN);
  }

  /**
   * What a node stands for: a {@link Expression.Reference}, {@link Expression.Member} (a field, a
   * case, a builtin, or a dotted world name, which then stands at the outermost member), {@link
   * Pattern.Named}, {@link Pattern.Fields}, {@link Pattern.Bind}, {@link Tree.Path} in clauses, or
   * a declaring node ({@link dev.ration.grammar.syntax.Statement.Let}, parameters, loops, …).
   */
  public Optional<Symbol> symbolOf(Object node) {
    return Optional.ofNullable(symbols.get(node));
  }

  /**
   * A call's arguments in the order of the parameters; null where the default is meant. Methods of
   * values have their target first.
   */
  public List<@Nullable Expression> argumentsOf(Expression.Call call) {
    return arguments.getOrDefault(call, List.of());
  }

  /** The value of an expression that is known before anything runs and is a quantity. */
  public Optional<Quantity> constantOf(Expression expression) {
    return Optional.ofNullable(constants.get(expression));
  }

  /**
   * The reasons that can escape an activity, a construct or a governed expression (rule R2), as a
   * policy writes them.
   */
  public Set<String> escapingFrom(Tree activity) {
    return escaping.getOrDefault(activity, Set.of());
  }

  /** Whether a value is private (rule M7). */
  public boolean isPrivate(Expression expression) {
    return privacy.contains(expression);
  }

  /** Whether a value rests on a sensor and so may be unknown (rule P3). */
  public boolean mayBeUnknown(Expression expression) {
    return unknowns.contains(expression);
  }

  /** Whether a variable is given a value that may be unknown, and so keeps an unknown one (P3). */
  public boolean mayBeUnknown(Symbol.Variable variable) {
    return unknownNames.contains(variable);
  }

  /**
   * Whether an expression of type {@link Type.Int} stands where a plain number is wanted, and is to
   * be converted. An integer literal in such a place has the type of a number at once.
   */
  public boolean isWidened(Expression expression) {
    return widened.contains(expression);
  }

  /**
   * The reason that a path in {@code on}, {@code after}, {@code fail} or {@code fails} means, as
   * {@link dev.ration.plan.Reason#answers} takes it: {@code timeout}, {@code denied(time)} for the
   * source's {@code denied.time}, {@code stock_empty} for {@code wms.stock_empty}.
   */
  public Optional<String> reasonOf(Tree.Path path) {
    return Optional.ofNullable(reasons.get(path));
  }
}
