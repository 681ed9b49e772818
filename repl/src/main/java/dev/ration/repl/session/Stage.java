package dev.ration.repl.session;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Symbol;
import dev.ration.interpreter.Argument;
import dev.ration.interpreter.GuestValue;
import dev.ration.runtime.scope.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where behaviours run: a robot, its models and a clock, kept from one input to the next.
 *
 * <p>Used by one thread, but for {@link #cancel} and {@link #emergencyStop}.
 */
interface Stage extends AutoCloseable {
  /** Runs a policy to its end. */
  Played play(
      CheckedProgram program, Symbol.ActivitySymbol policy, Map<String, Argument> arguments);

  /** Says something to the robot: the next one that listens gets it. */
  void hear(String utterance);

  /** The last model call in words, empty when there was none. */
  List<String> why();

  /** Tells who prints what the robot does; replaces an earlier listener. */
  void onEvent(Consumer<String> listener);

  /** The operator's stop, through the cleanups. */
  void cancel();

  /** The safe state first, then the stop. */
  void emergencyStop();

  @Override
  void close();

  /**
   * How it went.
   *
   * @param isOk whether it ended well
   * @param value what it gave, to be handed to a later run; null without
   * @param shown the value as a text shows it; empty without
   * @param message what went wrong; empty when nothing did
   * @param receipt what it used; empty when it did not start
   */
  record Played(
      boolean isOk,
      @Nullable GuestValue value,
      String shown,
      String message,
      Optional<Receipt> receipt) {}
}
