package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.syntax.Clause;
import dev.ration.grammar.syntax.Construct;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Trailer;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that handlers and cleanups have a bound, and that it is kept back (rule T3). */
final class WindDown {
  private final CheckRun run;
  private final Bounds bounds;

  WindDown(CheckRun run) {
    this.run = run;
    this.bounds = new Bounds(run.facts);
  }

  void check(Outline outline) {
    for (Tree node : outline.nodes()) {
      check(node);
    }
  }

  private void check(Tree node) {
    List<Trailer> trailers = Deeds.trailersOf(node);
    for (Trailer trailer : trailers) {
      Tree handler = handlerOf(trailer);
      if (handler != null) {
        bounds
            .unbounded(handler)
            .ifPresent(
                found ->
                    run.report(
                        Code.UNBOUNDED_WIND_DOWN,
                        found.at().span(),
                        (trailer instanceof Trailer.Cleanup ? "A cleanup" : "A handler")
                            + " must end in time, but here is "
                            + found.what()
                            + ".",
                        "give it a deadline: `within 2 s`"));
      }
    }
    Clause.Within within = Deeds.clause(Deeds.clausesOf(node), Clause.Within.class);
    if (within != null && !trailers.isEmpty() && !(node instanceof Declaration.Think)) {
      reserve(node, within, trailers);
    }
  }

  private static @Nullable Tree handlerOf(Trailer trailer) {
    return switch (trailer) {
      case Trailer.On on -> on.body();
      case Trailer.Else other -> other.value();
      case Trailer.Cleanup cleanup -> cleanup.limit().isPresent() ? null : cleanup.body();
      case Trailer.Soft _ -> null;
    };
  }

  private void reserve(Tree node, Clause.Within within, List<Trailer> trailers) {
    Quantity limit = bounds.time(within.limit());
    Quantity handler = timeoutHandler(node, trailers);
    Quantity cleanup = cleanup(trailers);
    Quantity needed = Bounds.sum(handler, cleanup);
    if (limit == null || handler == null || cleanup == null || needed == null) {
      return;
    }
    String what = what(handler, cleanup);
    if (within.reserve() == null) {
      if (needed.compareTo(limit) >= 0) {
        run.report(
            Diagnostic.of(
                    Code.RESERVE_TOO_LARGE,
                    within.span(),
                    Character.toUpperCase(what.charAt(0))
                        + what.substring(1)
                        + " may take "
                        + needed
                        + ", which leaves nothing of "
                        + limit
                        + " for the work.")
                .hint("give what is done then a shorter `within`"));
      }
      return;
    }
    Quantity reserve = bounds.time(within.reserve());
    if (reserve != null && reserve.compareTo(needed) < 0) {
      run.report(
          Diagnostic.of(
                  Code.RESERVE_TOO_SMALL,
                  within.reserve().span(),
                  "A reserve of "
                      + reserve
                      + " is kept back, but "
                      + what
                      + " may take "
                      + needed
                      + ".")
              .hint(
                  needed.compareTo(limit) < 0
                      ? "write `reserve "
                          + needed
                          + "`, or give what is done then a shorter `within`"
                      : "give what is done then a shorter `within`"));
    }
  }

  private static String what(Quantity handler, Quantity cleanup) {
    if (cleanup.signum() == 0) {
      return "the handler";
    }
    return handler.signum() == 0 ? "the cleanup" : "handler and cleanup";
  }

  /** The bound of the handler that answers a timeout: none takes no time. */
  private @Nullable Quantity timeoutHandler(Tree node, List<Trailer> trailers) {
    for (Trailer trailer : trailers) {
      Tree handler =
          switch (trailer) {
            case Trailer.On on when answersTimeout(on) -> on.body();
            case Trailer.Else other -> other.value();
            default -> null;
          };
      if (handler != null) {
        Quantity effect = node instanceof Construct.Respond ? bounds.toFirstEffect(handler) : null;
        return effect == null ? bounds.of(handler) : effect;
      }
    }
    return Bounds.none();
  }

  private boolean answersTimeout(Trailer.On on) {
    return on.reasons().stream()
        .anyMatch(
            reason ->
                run.facts.reasonOf(reason).filter(it -> it.startsWith("timeout")).isPresent());
  }

  private @Nullable Quantity cleanup(List<Trailer> trailers) {
    for (Trailer trailer : trailers) {
      if (trailer instanceof Trailer.Cleanup cleanup) {
        return cleanup.limit().map(bounds::time).orElse(null);
      }
    }
    return Bounds.none();
  }
}
