package dev.ration.interpreter.reference;

import dev.ration.interpreter.reference.Agenda.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block with event handlers, which end with its own statements (P4). */
final class Block {
  private final Reference world;
  private final Frame frame;
  private final List<Listening> all = new ArrayList<>();
  private End.@Nullable Failed failed;

  Block(Reference world, Frame frame) {
    this.world = world;
    this.frame = frame;
  }

  void listen(Listening listening) {
    all.add(listening);
    world.spawn(frame, listening::live);
  }

  /** The failure of a handler is that of its block. */
  void failed(End.Failed failure) {
    if (failed == null && !world.is(Mutation.P4_FAILURE_IGNORED)) {
      failed = failure;
      world.fall(frame, "handler", frame);
    }
  }

  void end(Line line, End end, Consumer<End> then) {
    all.forEach(Listening::end);
    await(line, 0, () -> then.accept(result(end)));
  }

  private void await(Line line, int from, Runnable then) {
    if (from == all.size()) {
      then.run();
    } else {
      all.get(from).await(line, () -> await(line, from + 1, then));
    }
  }

  private End result(End end) {
    End.Failed failure = failed;
    boolean isOwn =
        end instanceof End.Cut cut && cut.owner() == frame && cut.cause().equals("handler");
    boolean isWell = end instanceof End.Ok || end instanceof End.Skipped;
    return failure != null && (isOwn || isWell) ? failure : end;
  }
}
