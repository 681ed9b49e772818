package dev.ration.repl.session;

import java.util.List;
import java.util.function.Consumer;

/**
 * Trying behaviours: one input at a time, each answered when it is done.
 *
 * <p>Used by one thread, but for {@link #cancel} and {@link #emergencyStop}, which come from any.
 */
public interface Session extends AutoCloseable {
  /** Does what an input says: a command, declarations, or statements. */
  Response submit(String input);

  /** Tells whether more lines belong to an input, as the language's parser sees it. */
  boolean isIncomplete(String input);

  /** How what stands before the cursor may go on, best first. */
  List<Completion> complete(String input, int cursor);

  /** The stretches of an input that have a colour, in order, without overlap. */
  List<Mark> marks(String input);

  /** Tells who prints what happens while something runs; replaces an earlier listener. */
  void onOutput(Consumer<String> listener);

  /** The operator's stop for what runs, through its cleanups; nothing when nothing runs. */
  void cancel();

  /** Brings the robot to its safe state first, then cancels. */
  void emergencyStop();

  @Override
  void close();
}
