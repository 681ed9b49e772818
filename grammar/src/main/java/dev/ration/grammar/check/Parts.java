package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Expression;
import dev.ration.grammar.syntax.Pattern;
import dev.ration.grammar.syntax.Statement;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The direct parts of a node, in the order of the text. */
public final class Parts {
  /** Which nodes are asked for their parts alike. */
  private enum Family {
    MODULE,
    USE,
    LEAF,
    BLOCK,
    PARAMETER,
    TYPE,
    DECLARATION,
    EVALUATE,
    STATEMENT,
    CONSTRUCT,
    REFERENCE,
    MEMBER,
    SIMPLE,
    PATTERN,
    CLAUSE,
    TRAILER
  }

  // A switch over the classes asks one after the other, and every walk does so at every node.
  private static final ClassValue<Family> FAMILIES =
      new ClassValue<>() {
        @Override
        protected Family computeValue(Class<?> type) {
          return family(type);
        }
      };

  private static final List<Class<?>> LEAVES =
      List.of(
          Tree.Name.class,
          Tree.Path.class,
          Declaration.EnumType.class,
          Declaration.HostType.class,
          Statement.Break.class,
          Statement.Continue.class,
          Expression.IntLiteral.class,
          Expression.NumberLiteral.class,
          Expression.QuantityLiteral.class,
          Expression.BoolLiteral.class,
          Expression.NoneLiteral.class,
          Expression.UnknownLiteral.class,
          Expression.Broken.class);

  private static final Map<Class<?>, Family> SINGLE =
      Map.of(
          Tree.Module.class, Family.MODULE,
          Tree.Use.class, Family.USE,
          Tree.Block.class, Family.BLOCK,
          Tree.Parameter.class, Family.PARAMETER,
          Tree.TypeName.class, Family.TYPE,
          Statement.Evaluate.class, Family.EVALUATE,
          Expression.Reference.class, Family.REFERENCE,
          Expression.Member.class, Family.MEMBER);

  private static final Map<Class<? extends Tree>, Family> SEALED =
      Map.of(
          Declaration.class, Family.DECLARATION,
          Statement.class, Family.STATEMENT,
          Construct.class, Family.CONSTRUCT,
          Expression.Simple.class, Family.SIMPLE,
          Pattern.class, Family.PATTERN,
          Clause.class, Family.CLAUSE,
          Trailer.class, Family.TRAILER);

  private final List<Tree> found = new ArrayList<>(4);

  private Parts() {}

  private static Family family(Class<?> type) {
    if (LEAVES.contains(type)) {
      return Family.LEAF;
    }
    Family single = SINGLE.get(type);
    return single != null
        ? single
        : SEALED.entrySet().stream()
            .filter(one -> one.getKey().isAssignableFrom(type))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
  }

  /** Whether nodes of a class have no parts at all. */
  static boolean isLeaf(Class<?> type) {
    return FAMILIES.get(type) == Family.LEAF;
  }

  /** Returns the nodes right below {@code node}. */
  public static List<? extends Tree> of(Tree node) {
    Family family = FAMILIES.get(node.getClass());
    return switch (family) {
      case LEAF -> List.of();
      case BLOCK -> ((Tree.Block) node).statements();
      case EVALUATE -> List.of(((Statement.Evaluate) node).expression());
      case REFERENCE -> List.of(((Expression.Reference) node).name());
      case MEMBER -> {
        Expression.Member member = (Expression.Member) node;
        yield List.of(member.target(), member.member());
      }
      default -> {
        Parts parts = new Parts();
        parts.collect(family, node);
        yield parts.found;
      }
    };
  }

  private void add(@Nullable Tree part) {
    if (part != null) {
      found.add(part);
    }
  }

  private void addAll(Collection<? extends Tree> parts) {
    found.addAll(parts);
  }

  private void collect(Family family, Tree node) {
    switch (family) {
      case MODULE -> module((Tree.Module) node);
      case USE -> {
        add(((Tree.Use) node).module());
        add(((Tree.Use) node).as());
      }
      case PARAMETER -> parameter((Tree.Parameter) node);
      case TYPE -> {
        add(((Tree.TypeName) node).name());
        addAll(((Tree.TypeName) node).arguments());
      }
      case DECLARATION -> declaration((Declaration) node);
      case STATEMENT -> statement((Statement) node);
      case CONSTRUCT -> construct((Construct) node);
      case SIMPLE -> simple((Expression.Simple) node);
      case PATTERN -> pattern((Pattern) node);
      case CLAUSE -> clause((Clause) node);
      case TRAILER -> trailer((Trailer) node);
      case LEAF, BLOCK, EVALUATE, REFERENCE, MEMBER -> throw new IllegalStateException();
    }
  }

  private void module(Tree.Module module) {
    add(module.name());
    addAll(module.uses());
    addAll(module.declarations());
  }

  private void parameter(Tree.Parameter parameter) {
    add(parameter.name());
    add(parameter.type());
    add(parameter.range());
    add(parameter.defaultValue());
  }

  private void declaration(Declaration declaration) {
    switch (declaration) {
      case Declaration.EnumType _, Declaration.HostType _ -> {}
      case Declaration.RecordType record -> addAll(record.fields());
      case Declaration.Function function -> {
        addAll(function.parameters());
        add(function.result());
        add(function.body());
      }
      case Declaration.Activity activity -> {
        addAll(activity.parameters());
        add(activity.result());
        addAll(activity.clauses());
        add(activity.body());
        addAll(activity.trailers());
      }
      case Declaration.Think think -> {
        addAll(think.parameters());
        add(think.result());
        addAll(think.clauses());
        think.lines().forEach(this::line);
      }
      case Declaration.Constant constant -> {
        add(constant.type());
        add(constant.value());
      }
      case Declaration.Test test -> add(test.body());
      case Declaration.World world -> add(world.type());
      case Declaration.Profile profile -> profile.entries().forEach(this::entry);
    }
  }

  private void line(Declaration.ThinkLine line) {
    switch (line) {
      case Declaration.ThinkLine.Prompt prompt -> add(prompt.text());
      case Declaration.ThinkLine.Show show -> add(show.image());
      case Declaration.ThinkLine.Example example -> {
        addAll(example.inputs());
        add(example.answer());
      }
      case Declaration.ThinkLine.Check check -> add(check.condition());
    }
  }

  private void entry(Declaration.Entry entry) {
    switch (entry) {
      case Declaration.Entry.Field field -> add(field.value());
      case Declaration.Entry.Group group -> group.entries().forEach(this::entry);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Statement.Let let -> {
        add(let.type());
        add(let.value());
      }
      case Statement.Var variable -> {
        add(variable.type());
        add(variable.value());
      }
      case Statement.Assign assign -> {
        add(assign.target());
        add(assign.value());
      }
      case Statement.Return end -> add(end.value());
      case Statement.Fail fail -> add(fail.reason());
      case Statement.Break _, Statement.Continue _ -> {}
      case Statement.Evaluate evaluate -> add(evaluate.expression());
      case Statement.Require require -> {
        add(require.condition());
        add(require.repair());
      }
      case Statement.Ensure ensure -> add(ensure.condition());
      case Statement.Whenever whenever -> {
        add(whenever.event());
        add(whenever.holdFor());
        add(whenever.every());
        addAll(whenever.clauses());
        add(whenever.body());
        addAll(whenever.trailers());
      }
      case Statement.Freeze freeze -> add(freeze.branch());
      case Statement.Unfreeze unfreeze -> add(unfreeze.branch());
      case Statement.Given given -> {
        add(given.subject());
        add(given.value());
        add(given.at());
      }
      case Statement.Stub stub -> {
        add(stub.target());
        add(stub.by());
        addAll(stub.answers());
        add(stub.fails());
        addAll(stub.clauses());
      }
      case Statement.Expect expect -> {
        add(expect.condition());
        add(expect.fails());
        add(expect.within());
      }
    }
  }

  private void construct(Construct construct) {
    switch (construct) {
      case Construct.If choice -> {
        add(choice.condition());
        add(choice.then());
        add(choice.otherwise());
        add(choice.unknown());
      }
      case Construct.Braces braces -> add(braces.block());
      case Construct.When when -> {
        add(when.subject());
        for (Construct.Arm arm : when.arms()) {
          add(arm.pattern());
          add(arm.guard());
          add(arm.value());
        }
      }
      case Construct.Step step -> scoped(step.clauses(), step.body(), step.trailers());
      case Construct.For loop -> {
        add(loop.items());
        scoped(loop.clauses(), loop.body(), loop.trailers());
      }
      case Construct.While loop -> {
        add(loop.condition());
        scoped(loop.clauses(), loop.body(), loop.trailers());
      }
      case Construct.Every every -> {
        add(every.period());
        scoped(every.clauses(), every.body(), every.trailers());
      }
      case Construct.Critical critical ->
          scoped(critical.clauses(), critical.body(), critical.trailers());
      case Construct.Respond respond ->
          scoped(respond.clauses(), respond.body(), respond.trailers());
      case Construct.Parallel parallel -> {
        add(parallel.atLeast());
        addAll(parallel.clauses());
        parallel.branches().forEach(branch -> add(branch.body()));
        addAll(parallel.trailers());
      }
    }
  }

  private void scoped(List<Clause> clauses, Tree.Block body, List<Trailer> trailers) {
    addAll(clauses);
    add(body);
    addAll(trailers);
  }

  private void simple(Expression.Simple simple) {
    switch (simple) {
      case Expression.IntLiteral _,
          Expression.NumberLiteral _,
          Expression.QuantityLiteral _,
          Expression.BoolLiteral _,
          Expression.NoneLiteral _,
          Expression.UnknownLiteral _,
          Expression.Broken _ -> {}
      case Expression.TextLiteral text -> holes(text);
      case Expression.ListLiteral list -> addAll(list.items());
      case Expression.MapLiteral map -> entries(map);
      case Expression.Reference reference -> add(reference.name());
      case Expression.Member member -> {
        add(member.target());
        add(member.member());
      }
      case Expression.Call call -> {
        add(call.callee());
        call.arguments().forEach(argument -> add(argument.value()));
      }
      case Expression.Index index -> {
        add(index.target());
        add(index.index());
      }
      case Expression.Grouped grouped -> add(grouped.inner());
      case Expression.Unary unary -> add(unary.operand());
      case Expression.Binary binary -> {
        add(binary.left());
        add(binary.right());
      }
      case Expression.Range range -> {
        add(range.low());
        add(range.middle());
        add(range.high());
      }
      case Expression.Is is -> {
        add(is.subject());
        add(is.pattern());
      }
      case Expression.Confirm confirm -> {
        add(confirm.guess());
        add(confirm.threshold());
      }
      case Expression.Accept accept -> add(accept.guess());
      case Expression.Governed governed -> {
        add(governed.body());
        addAll(governed.clauses());
        addAll(governed.trailers());
      }
      case Expression.WaitFor wait -> add(wait.duration());
      case Expression.WaitUntil wait -> add(wait.condition());
    }
  }

  private void holes(Expression.TextLiteral text) {
    for (Expression.TextPart part : text.parts()) {
      if (part instanceof Expression.TextPart.Hole(Expression hole)) {
        add(hole);
      }
    }
  }

  private void entries(Expression.MapLiteral map) {
    for (Expression.MapEntry entry : map.entries()) {
      add(entry.key());
      add(entry.value());
    }
  }

  private void pattern(Pattern pattern) {
    switch (pattern) {
      case Pattern.Named named -> add(named.name());
      case Pattern.Literal literal -> add(literal.value());
      case Pattern.Between between -> {
        add(between.low());
        add(between.high());
      }
      case Pattern.Compare compare -> add(compare.value());
      case Pattern.Fields fields -> {
        add(fields.type());
        fields.fields().forEach(field -> add(field.pattern()));
      }
      case Pattern.Bind bind -> add(bind.name());
      case Pattern.Either either -> addAll(either.options());
    }
  }

  private void clause(Clause clause) {
    switch (clause) {
      case Clause.Within within -> addThree(within.limit(), within.at(), within.reserve());
      case Clause.Energy energy -> add(energy.limit());
      case Clause.Power power -> addThree(power.limit(), power.over(), null);
      case Clause.Spend spend -> add(spend.limit());
      case Clause.Tiers tiers -> addAll(tiers.names());
      case Clause.Prefer prefer -> addThree(prefer.goal(), prefer.min(), prefer.by());
      case Clause.Private _,
          Clause.ShareEnergy _,
          Clause.Preemptible _,
          Clause.Pure _,
          Clause.Unfenced _ -> {}
      case Clause.ShareOnly share -> addAll(share.names());
      case Clause.Holds holds -> {
        for (Clause.Holding holding : holds.holdings()) {
          addThree(holding.resource(), holding.share(), null);
        }
      }
      case Clause.Priority priority -> add(priority.level());
      case Clause.Require require -> addThree(require.condition(), require.repair(), null);
      case Clause.Keep keep -> addThree(keep.condition(), keep.holdFor(), null);
      case Clause.Ensure ensure -> add(ensure.condition());
      case Clause.SkipIf skip -> add(skip.condition());
      case Clause.Until until -> add(until.condition());
      case Clause.Retry retry -> {
        add(retry.attempts());
        addAll(retry.after());
        add(retry.backoff());
        add(retry.by());
      }
      case Clause.Busy busy -> addThree(busy.mode(), busy.count(), null);
      case Clause.Takes takes -> addThree(takes.figure(), takes.max(), null);
      case Clause.Begins begins -> addThree(begins.figure(), begins.max(), null);
      case Clause.Draws draws -> add(draws.figure());
      case Clause.Fails fails -> addAll(fails.reasons());
      case Clause.Needs needs -> addAll(needs.abilities());
    }
  }

  private void addThree(Tree first, @Nullable Tree second, @Nullable Tree third) {
    add(first);
    add(second);
    add(third);
  }

  private void trailer(Trailer trailer) {
    switch (trailer) {
      case Trailer.Soft soft -> {
        add(soft.limit());
        add(soft.body());
      }
      case Trailer.On on -> {
        addAll(on.reasons());
        add(on.body());
      }
      case Trailer.Else other -> add(other.value());
      case Trailer.Cleanup cleanup -> {
        add(cleanup.limit().orElse(null));
        add(cleanup.body());
      }
    }
  }
}
