package dev.ration.runtime.scope;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event handlers of one block (P4). Changed with the scheduler's lock held. */
final class Handlers {
  private final Scope block;
  private final List<Listening> all = new ArrayList<>();
  private @Nullable Failed failed;

  private Handlers(Scope block) {
    this.block = block;
  }

  /** Begins to listen in the innermost scope; by its strand. */
  static void begin(Scope block, EventSpec spec, EventBody body) {
    block
        .run
        .scheduler()
        .atomically(
            () -> {
              Handlers handlers = block.handlers;
              if (handlers == null) {
                handlers = new Handlers(block);
                block.handlers = handlers;
              }
              Listening listening = new Listening(handlers, block, spec, body);
              handlers.all.add(listening);
              block.run.spawn(spec.name(), block, listening::live);
            });
  }

  /** Ends all handlers of a scope and waits for what they clean up; by the scope's strand. */
  static void end(Scope block) {
    Handlers handlers = block.handlers;
    if (handlers == null) {
      return;
    }
    block.run.scheduler().atomically(() -> handlers.all.forEach(Listening::end));
    for (Listening listening : handlers.all) {
      block.strand.awaitShielded(listening.ended());
    }
  }

  /** A handler failed, and with it the block. */
  void failed(Listening listening, Failed failure) {
    if (failed == null && !listening.isOver()) {
      failed = failure;
      Cuts.fall(block, block, Cause.Kind.HANDLER, listening.name());
    }
  }

  /** The failure of the first handler that failed; null while none has. */
  static @Nullable Failed failureOf(Scope block) {
    Handlers handlers = block.handlers;
    return handlers == null ? null : handlers.failed;
  }
}
