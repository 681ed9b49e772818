package dev.ration.grammar.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes whole modules, at random but the same for each seed. */
final class ModuleMaker extends TreeMaker {
  ModuleMaker(long seed) {
    super(seed);
  }

  Tree.Module module() {
    return new Tree.Module(
        maybe(this::path),
        some(0, 2, () -> new Tree.Use(path(), maybe(this::name), NOWHERE)),
        some(1, 3, this::declaration),
        NOWHERE);
  }

  private Declaration declaration() {
    return any(
        () -> new Declaration.EnumType(doc(), name(), some(0, 3, this::enumCase), NOWHERE),
        () -> new Declaration.RecordType(doc(), coin(), name(), some(0, 3, this::field), NOWHERE),
        () -> new Declaration.HostType(doc(), coin(), name(), NOWHERE),
        this::function,
        this::activity,
        this::hostAction,
        this::think,
        () -> new Declaration.Constant(doc(), name(), maybe(this::type), value(), NOWHERE),
        () -> new Declaration.Test(doc(), "a \"name\"", block(), NOWHERE),
        () ->
            new Declaration.World(
                doc(),
                one(List.of(Declaration.World.Kind.values())),
                path(),
                maybe(this::type),
                NOWHERE),
        this::profile);
  }

  private Declaration.EnumCase enumCase() {
    return new Declaration.EnumCase(doc(), name(), NOWHERE);
  }

  private Tree.Parameter field() {
    return new Tree.Parameter(
        doc(), coin(), name(), type(), maybe(this::range), maybe(this::expression), NOWHERE);
  }

  private Declaration function() {
    boolean isHost = coin();
    return new Declaration.Function(
        doc(),
        isHost,
        name(),
        some(0, 3, this::field),
        maybe(this::type),
        isHost ? null : block(),
        NOWHERE);
  }

  private Declaration activity() {
    var kind = coin() ? Declaration.Activity.Kind.POLICY : Declaration.Activity.Kind.ACTION;
    return new Declaration.Activity(
        doc(),
        kind,
        name(),
        some(0, 3, this::field),
        maybe(this::type),
        clauses(),
        block(),
        some(0, 3, this::trailer),
        NOWHERE);
  }

  private Declaration hostAction() {
    return new Declaration.Activity(
        doc(),
        Declaration.Activity.Kind.HOST_ACTION,
        name(),
        some(0, 3, this::field),
        maybe(this::type),
        clauses(),
        null,
        List.of(),
        NOWHERE);
  }

  private Declaration think() {
    return new Declaration.Think(
        doc(),
        name(),
        some(0, 2, this::field),
        type(),
        clauses(),
        some(0, 3, this::thinkLine),
        NOWHERE);
  }

  private Declaration.ThinkLine thinkLine() {
    return any(
        () -> new Declaration.ThinkLine.Prompt(text(), NOWHERE),
        () -> new Declaration.ThinkLine.Show(disjunction(), NOWHERE),
        () ->
            new Declaration.ThinkLine.Example(
                some(1, 2, this::disjunction), disjunction(), NOWHERE),
        () -> new Declaration.ThinkLine.Check(disjunction(), NOWHERE));
  }

  private Declaration profile() {
    return new Declaration.Profile(
        doc(),
        one(List.of(Declaration.Profile.Kind.values())),
        path(),
        maybe(this::path),
        some(0, 3, this::entry),
        NOWHERE);
  }

  private Declaration.Entry entry() {
    boolean hasGrade = coin();
    return isSmall(2)
        ? new Declaration.Entry.Field(
            name(),
            expression(),
            hasGrade ? name() : null,
            hasGrade ? maybe(() -> "a page") : null,
            NOWHERE)
        : new Declaration.Entry.Group(name(), maybe(this::path), some(0, 3, this::entry), NOWHERE);
  }

  private Tree.Block block() {
    return new Tree.Block(isSmall(4) ? List.of() : some(0, 3, this::statement), NOWHERE);
  }

  private Statement statement() {
    return any(
        () -> new Statement.Let(name(), maybe(this::type), value(), NOWHERE),
        () -> new Statement.Var(coin(), name(), maybe(this::type), value(), NOWHERE),
        () -> new Statement.Assign(name(), value(), NOWHERE),
        () -> new Statement.Return(maybe(this::value), NOWHERE),
        () -> new Statement.Fail(maybe(this::path), NOWHERE),
        () -> new Statement.Break(NOWHERE),
        () -> new Statement.Continue(NOWHERE),
        () -> new Statement.Evaluate(value(), NOWHERE),
        () -> new Statement.Evaluate(value(), NOWHERE),
        () -> new Statement.Require(expression(), maybe(this::repair), NOWHERE),
        () -> new Statement.Ensure(expression(), NOWHERE),
        () ->
            new Statement.Whenever(
                disjunction(),
                maybe(this::name),
                maybe(this::sum),
                maybe(this::sum),
                clauses(),
                block(),
                trailers(),
                NOWHERE),
        () -> new Statement.Freeze(name(), NOWHERE),
        () -> new Statement.Unfreeze(name(), NOWHERE),
        this::stub,
        () -> new Statement.Expect(disjunction(), maybe(this::path), maybe(this::sum), NOWHERE));
  }

  private Statement stub() {
    boolean fails = coin();
    return new Statement.Stub(
        path(),
        maybe(this::path),
        fails ? List.of() : some(1, 2, this::disjunction),
        fails ? path() : null,
        some(0, 1, () -> new Clause.Takes(range(), maybe(this::sum), NOWHERE)),
        NOWHERE);
  }

  private Expression repair() {
    return coin() ? new Construct.Braces(block(), NOWHERE) : expression();
  }

  private Expression value() {
    return isSmall(2) ? governed() : construct();
  }

  private Expression governed() {
    List<Clause> clauses = callClauses();
    List<Trailer> trailers = trailers();
    Expression body = expression();
    return clauses.isEmpty() && trailers.isEmpty()
        ? body
        : new Expression.Governed(body, clauses, trailers, NOWHERE);
  }

  /** Of one scope: an `else` comes last. */
  private List<Trailer> trailers() {
    List<Trailer> trailers = new ArrayList<>();
    if (!isSmall(2)) {
      trailers.addAll(some(0, 2, this::plainTrailer));
      Trailer last = maybe(this::elseTrailer);
      if (last != null) {
        trailers.add(last);
      }
    }
    return trailers;
  }

  private Trailer trailer() {
    return coin() ? plainTrailer() : elseTrailer();
  }

  private Trailer elseTrailer() {
    return new Trailer.Else(repair(), NOWHERE);
  }

  private Trailer plainTrailer() {
    return any(
        () -> new Trailer.Soft(sum(), block(), NOWHERE),
        () -> new Trailer.On(some(1, 2, this::path), block(), NOWHERE),
        () -> new Trailer.Cleanup(Optional.ofNullable(maybe(this::sum)), block(), NOWHERE));
  }

  private Expression construct() {
    return any(
        () ->
            new Construct.If(
                disjunction(), block(), maybe(this::braces), maybe(this::block), NOWHERE),
        () -> new Construct.When(disjunction(), some(0, 3, this::arm), NOWHERE),
        () -> new Construct.Step(maybe(() -> "walk"), clauses(), block(), trailers(), NOWHERE),
        () -> new Construct.For(name(), disjunction(), clauses(), block(), trailers(), NOWHERE),
        () -> new Construct.While(disjunction(), clauses(), block(), trailers(), NOWHERE),
        () -> new Construct.Every(sum(), clauses(), block(), trailers(), NOWHERE),
        () -> new Construct.Critical(clauses(), block(), trailers(), NOWHERE),
        () -> new Construct.Respond(clauses(), block(), trailers(), NOWHERE),
        this::parallel);
  }

  private Expression braces() {
    return new Construct.Braces(block(), NOWHERE);
  }

  private Construct.Arm arm() {
    return any(
        () ->
            new Construct.Arm(
                Construct.ArmKind.PATTERN,
                pattern(),
                maybe(this::disjunction),
                armValue(),
                NOWHERE),
        () -> new Construct.Arm(Construct.ArmKind.UNSURE, null, null, armValue(), NOWHERE),
        () -> new Construct.Arm(Construct.ArmKind.OTHERWISE, null, null, armValue(), NOWHERE));
  }

  private Expression armValue() {
    return coin() ? braces() : value();
  }

  private Expression parallel() {
    Construct.ParallelKind kind = one(List.of(Construct.ParallelKind.values()));
    Expression least = kind == Construct.ParallelKind.AT_LEAST ? sum() : null;
    return new Construct.Parallel(
        kind,
        least,
        coin(),
        clauses(),
        some(0, 3, this::branch),
        some(0, 2, () -> new Construct.Arrow(name(), name(), NOWHERE)),
        trailers(),
        NOWHERE);
  }

  private Construct.Branch branch() {
    return new Construct.Branch(maybe(this::name), value(), NOWHERE);
  }

  private List<Clause> clauses() {
    return isSmall(2)
        ? List.of()
        : some(
            1,
            3,
            () ->
                any(
                    this::callClause,
                    this::callClause,
                    () -> new Clause.Require(disjunction(), maybe(this::disjunction), NOWHERE),
                    () -> new Clause.Ensure(disjunction(), NOWHERE)));
  }

  private List<Clause> callClauses() {
    return isSmall(2) ? List.of() : some(1, 3, this::callClause);
  }

  private Clause callClause() {
    return any(
        () -> new Clause.Within(sum(), maybe(this::sum), maybe(this::sum), NOWHERE),
        () -> new Clause.Energy(coin(), sum(), NOWHERE),
        () -> new Clause.Power(sum(), maybe(this::sum), NOWHERE),
        () -> new Clause.Spend(sum(), NOWHERE),
        () -> new Clause.Tiers(some(1, 2, this::path), NOWHERE),
        () -> new Clause.Prefer(name(), maybe(this::sum), maybe(this::sum), NOWHERE),
        () -> new Clause.Private(NOWHERE),
        () -> new Clause.ShareOnly(some(1, 2, this::name), NOWHERE),
        () -> new Clause.ShareEnergy(NOWHERE),
        () -> new Clause.Holds(some(1, 2, this::holding), coin(), NOWHERE),
        () -> new Clause.Priority(name(), NOWHERE),
        () -> new Clause.Keep(disjunction(), maybe(this::sum), NOWHERE),
        () -> new Clause.SkipIf(disjunction(), NOWHERE),
        () -> new Clause.Until(disjunction(), NOWHERE),
        this::retry,
        this::softClause);
  }

  private Clause.Holding holding() {
    Supplier<Expression> share =
        () -> coin() ? number() : new Expression.Grouped(expression(), NOWHERE);
    return new Clause.Holding(path(), maybe(share), NOWHERE);
  }

  private Clause retry() {
    boolean hasBackoff = coin();
    return new Clause.Retry(
        maybe(this::count),
        some(0, 2, this::path),
        hasBackoff ? range() : null,
        hasBackoff ? maybe(this::sum) : null,
        NOWHERE);
  }

  private Expression count() {
    return any(
        () -> new Expression.IntLiteral(java.math.BigInteger.valueOf(upTo(9)), NOWHERE),
        () -> new Expression.Reference(name(), NOWHERE),
        () -> new Expression.Grouped(expression(), NOWHERE));
  }

  private Clause softClause() {
    return any(
        () ->
            new Clause.Busy(
                new Tree.Name(one(List.of("skip", "restart", "queue")), NOWHERE),
                maybe(this::count),
                NOWHERE),
        () -> new Clause.Takes(range(), maybe(this::sum), NOWHERE),
        () -> new Clause.Begins(range(), maybe(this::sum), NOWHERE),
        () -> new Clause.Draws(range(), NOWHERE),
        () -> new Clause.Fails(some(1, 2, this::path), NOWHERE),
        () -> new Clause.Preemptible(NOWHERE),
        () -> new Clause.Pure(NOWHERE),
        () -> new Clause.Unfenced(NOWHERE),
        () -> new Clause.Needs(some(1, 2, this::name), NOWHERE));
  }
}
