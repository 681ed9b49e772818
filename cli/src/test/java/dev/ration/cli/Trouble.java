package dev.ration.cli;

import java.time.Duration;

/** What can be wrong between a robot and a server. */
sealed interface Trouble {
  /** Everything passes. */
  record None() implements Trouble {}

  /** Nobody listens, and what was connected is reset. */
  record Down() implements Trouble {}

  /** Connections come about, questions are taken, and nothing ever comes back. */
  record Silence() implements Trouble {}

  /** The server is so many times slower, from the question on. */
  record Slower(int times) implements Trouble {}

  /** 429: asks to be left alone for so long; the server itself is not asked. */
  record TooMany(Duration rest) implements Trouble {}

  /** The first token of an answer passes, and then nothing more. */
  record Stall() implements Trouble {}

  /** The connection ends after the first token: reset, or closed in order. */
  record BreakOff(boolean isReset) implements Trouble {}

  /** The answer has these bytes in place of those, of which there are as many. */
  record Instead(String found, String told) implements Trouble {
    public Instead {
      if (found.length() != told.length()) {
        throw new IllegalArgumentException("frames of an answer keep their length");
      }
    }
  }

  Trouble NONE = new None();
  Trouble DOWN = new Down();
  Trouble SILENCE = new Silence();
  Trouble FIVE_TIMES_SLOWER = new Slower(5);
  Trouble STALL = new Stall();
  Trouble RESET = new BreakOff(true);
  Trouble CLOSED = new BreakOff(false);
}
