package dev.ration.runtime.scope;

import dev.ration.plan.Code;
import dev.ration.runtime.clock.Completion;
import dev.ration.runtime.clock.Strand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of {@code soft within}, each on a strand of its own beside the body (T12). Used by the
 * body's strand.
 */
final class Beside {
  private static final Beside NONE = new Beside(null, null);

  private final @Nullable Scope scope;
  private final @Nullable ScopeBody body;
  private final List<Block> blocks = new ArrayList<>();

  private Beside(@Nullable Scope scope, @Nullable ScopeBody body) {
    this.scope = scope;
    this.body = body;
  }

  static Beside of(Scope scope, ScopeBody body) {
    return scope.spec.soft() == 0 ? NONE : new Beside(scope, body);
  }

  void begin() {
    if (scope == null || body == null) {
      return;
    }
    for (int i = 0; i < scope.spec.soft(); i++) {
      Block block = new Block(scope, body, i);
      blocks.add(block);
      scope.run.spawn(scope.spec.name() + " soft", scope, block::live);
    }
  }

  /** Ends them with the body; what they clean up is waited for. */
  void end() {
    for (Block block : blocks) {
      block.end();
    }
    for (Block block : blocks) {
      if (scope != null) {
        scope.strand.awaitShielded(block.ended);
      }
    }
  }

  /** One block, which waits for its instant first. */
  private static final class Block {
    private final Scope around;
    private final ScopeBody body;
    private final int index;
    private final Completion<Object> ended;
    private @Nullable Scope scope;
    private boolean isOver;

    Block(Scope around, ScopeBody body, int index) {
      this.around = around;
      this.body = body;
      this.index = index;
      this.ended = around.run.scheduler().completion();
    }

    void live(Strand strand) {
      try {
        if (!isOver) {
          ScopeSpec spec = ScopeSpec.plain("soft within", ScopeSpec.Kind.SOFT);
          Scopes.run(strand, spec, Demands.NOTHING, this::block);
        }
      } catch (Failed failed) {
        around.fault(
            Code.SOFT_BLOCK_FAILED.id(),
            "The block of a soft deadline failed: " + failed.failure().message());
      } catch (ScopeCut _) {
        // The body has ended, or what is around it was cancelled.
        return;
      } catch (Bug bug) {
        around.run.broken(around, bug);
      } finally {
        ended.complete(null);
      }
    }

    private @Nullable Object block(Scope own) {
      own.run.scheduler().atomically(() -> started(own));
      own.strand.waitUntil(Math.addExact(around.start, around.demands.softNanos[index]));
      own.run
          .scheduler()
          .atomically(
              () ->
                  Journal.write(
                      around, "soft.late", "within", Words.time(around.demands.softNanos[index])));
      body.soft(index, own);
      return null;
    }

    private void started(Scope own) {
      scope = own;
      if (isOver) {
        Cuts.fall(own, around, Cause.Kind.ENDED, "");
      }
    }

    void end() {
      around
          .run
          .scheduler()
          .atomically(
              () -> {
                isOver = true;
                Scope own = scope;
                if (own != null) {
                  Cuts.fall(own, around, Cause.Kind.ENDED, "");
                }
              });
    }
  }
}
