package dev.ration.connect.driver;

import dev.ration.runtime.spi.RobotException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The operator's hand on a driver, beside whoever controls it: the emergency stop and its end (C7).
 * Each call has a connection of its own. Thread-safe.
 */
public final class Operator {
  /** How long a driver gets to answer; its stop time comes on top of what is written here. */
  private static final long PATIENCE_SECONDS = 10;

  private Operator() {}

  /** What became of it. */
  public enum Answer {
    /** Everything is in its safe state, or armed again. */
    DONE,
    /** It has heard, and does not confirm. */
    UNCONFIRMED,
    /** Nobody answers. */
    UNREACHED
  }

  /**
   * What a driver said.
   *
   * @param words for the operator
   */
  public record Result(Answer answer, String words) {}

  /** Presses the emergency stop of a driver, and waits until it is in its safe state. */
  public static Result stop(String address) {
    return ask(address, "estop", new CompletableFuture<>());
  }

  /** Arms a driver again, once it is in its safe state. */
  public static Result rearm(String address) {
    return ask(address, "rearm", new CompletableFuture<>());
  }

  /** Presses the emergency stop without waiting for an answer. */
  static void shout(Address address) {
    Result unused = stop(address.toString());
  }

  private static Result ask(String text, String what, CompletableFuture<Result> answer) {
    boolean[] isHeard = new boolean[1];
    Link.Listener listener =
        new Link.Listener() {
          @Override
          public void onLine(String line) {
            Message.read(line).ifPresent(message -> hear(message, answer, isHeard));
          }

          @Override
          public void onEnd(String why) {
            answer.complete(new Result(Answer.UNCONFIRMED, why));
          }
        };
    Address address;
    try {
      address = Address.parse(text);
    } catch (RobotException unreadable) {
      return new Result(Answer.UNREACHED, String.valueOf(unreadable.getMessage()));
    }
    if (address instanceof Address.Exec) {
      return new Result(
          Answer.UNREACHED, "a child process hears its parent only: stop the run that started it");
    }
    try (Link link = Link.open(address, listener)) {
      link.send(Message.of(what));
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (RobotException unreached) {
      return new Result(Answer.UNREACHED, String.valueOf(unreached.getMessage()));
    } catch (TimeoutException _) {
      String known = isHeard[0] ? "it is stopping, and does not end" : "it does not answer";
      return new Result(Answer.UNCONFIRMED, known);
    } catch (ExecutionException | InterruptedException broken) {
      return new Result(Answer.UNCONFIRMED, String.valueOf(broken.getMessage()));
    }
  }

  private static void hear(Message message, CompletableFuture<Result> answer, boolean[] isHeard) {
    switch (message.type()) {
      case "estop" -> {
        isHeard[0] = true;
        if (message.flag("safe")) {
          answer.complete(new Result(Answer.DONE, "stopped, in its safe state"));
        }
      }
      case "rearmed" -> answer.complete(new Result(Answer.DONE, "armed again"));
      case "error" ->
          answer.complete(new Result(Answer.UNCONFIRMED, "refused: " + message.text("why")));
      default -> {
        // Whatever else it tells everybody.
      }
    }
  }
}
