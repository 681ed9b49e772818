package dev.ration.runtime.replay;

import dev.ration.runtime.clock.ClockTape;
import dev.ration.runtime.clock.Rank;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.clock.Taken;
import dev.ration.runtime.trace.TraceEvent;
import dev.ration.runtime.trace.TraceSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that reaches a run from outside: written into its trace as it comes, so that the run can be
 * repeated, or played from an earlier trace. One for each run; see docs/decisions/0006.
 *
 * <p>Guarded by the scheduler's lock; {@link #take} and {@link #outside} come from any thread and
 * take it where they have to.
 */
public final class Inputs implements ClockTape {
  /** How many readings of the clock stand in one line at most. */
  private static final int MOST_READS = 64;

  private static final Set<String> NOT_PLAYED =
      Set.of("at_ns", "type", "turn", "stamp_ns", "rank", "joined", "asked");

  private final TraceSink out;
  private final Sealing sealing;
  private final @Nullable Tape tape;
  private final HostJson hosts = new HostJson();
  private final Map<String, Consumer<Map<String, Object>>> players = new HashMap<>();
  private final List<List<Long>> reads = new ArrayList<>();
  private Consumer<String> onLost = _ -> {};
  private @Nullable Scheduler scheduler;
  private @Nullable Object lastEvent;
  private long lastNanos;
  private @Nullable Map<String, Object> played;
  private volatile boolean isOver;

  private Inputs(TraceSink out, Sealing sealing, @Nullable Tape tape) {
    this.out = out;
    this.sealing = sealing;
    this.tape = tape;
  }

  /** Keeps the inputs of a run in its trace. */
  public static Inputs keeping(TraceSink trace, Sealing sealing) {
    return new Inputs(trace, sealing, null);
  }

  /**
   * Plays the inputs of an earlier run; the new trace goes to {@code trace}.
   *
   * @param onLost told, once or more, what the run wants that the earlier one did not take
   */
  public static Inputs playing(
      Tape tape, TraceSink trace, Sealing sealing, Consumer<String> onLost) {
    Inputs inputs = new Inputs(trace, sealing, tape);
    inputs.onLost = onLost;
    return inputs;
  }

  /** The scheduler whose tape this is. */
  public void on(Scheduler other) {
    scheduler = other;
  }

  private Scheduler scheduler() {
    Scheduler known = scheduler;
    if (known == null) {
      throw new IllegalStateException("the inputs have no scheduler yet");
    }
    return known;
  }

  /** Private values of this run. */
  public Sealing sealing() {
    return sealing;
  }

  /** The trace of the run, in which the inputs stand as well; nothing follows {@code run.end}. */
  public TraceSink trace() {
    return new TraceSink() {
      @Override
      public void write(TraceEvent event) {
        Inputs.this.write(event);
      }

      @Override
      public boolean isOn() {
        return out.isOn() && !isOver;
      }
    };
  }

  private void write(TraceEvent event) {
    if (isOver) {
      return;
    }
    lastNanos = event.atNanos();
    flush();
    out.write(event);
    isOver = event.type().equals("run.end");
  }

  private void flush() {
    if (!reads.isEmpty()) {
      out.write(TraceEvent.of("clock", lastNanos).with("reads", reads));
      reads.clear();
    }
  }

  /** Says who plays inputs of a type. */
  public void onPlayed(String type, Consumer<Map<String, Object>> player) {
    players.put(type, player);
  }

  /** Does something outside the run: asks the robot or a model. */
  public void outside(Runnable action) {
    scheduler().outside(action);
  }

  /**
   * Takes something that came from outside: writes it down, then does with it what the run does.
   * Inside an event that was set outside this happens at once, else in an event of its own.
   *
   * @param fill what it is; not asked for when it is played
   */
  public void take(Rank rank, String type, UnaryOperator<TraceEvent> fill, Runnable deliver) {
    Taken taken = scheduler().taken();
    if (taken != null && taken.isOutside()) {
      taken(rank, type, fill, deliver);
    } else {
      scheduler().post(rank, () -> taken(rank, type, fill, deliver));
    }
  }

  private void taken(Rank rank, String type, UnaryOperator<TraceEvent> fill, Runnable deliver) {
    Taken taken = scheduler().taken();
    if (taken != null && !isOver) {
      TraceEvent event = TraceEvent.of(type, scheduler().now()).with("turn", taken.turns());
      if (taken.instantNanos() != scheduler().now()) {
        event.with("stamp_ns", taken.instantNanos());
      }
      if (taken.rank() != rank) {
        event.with("rank", taken.rank().name().toLowerCase(Locale.ROOT));
      }
      if (taken.event() == lastEvent) {
        event.with("joined", true);
      }
      lastEvent = taken.event();
      write(filled(event, fill));
    }
    scheduler().inside(deliver);
  }

  private TraceEvent filled(TraceEvent event, UnaryOperator<TraceEvent> fill) {
    Map<String, Object> earlier = played;
    if (earlier == null) {
      return fill.apply(event);
    }
    earlier.forEach(
        (name, value) -> {
          if (!NOT_PLAYED.contains(name)) {
            event.withAny(name, value);
          }
        });
    return event;
  }

  /** Writes something that is said at once, when the run asks for the {@code asked}-th time. */
  public void say(String type, long asked, UnaryOperator<TraceEvent> fill) {
    scheduler()
        .atomically(
            () -> {
              if (!isOver) {
                Map<String, Object> before = played;
                played = tape == null ? null : tape.said(type, asked);
                write(filled(TraceEvent.of(type, scheduler().now()).with("asked", asked), fill));
                played = before;
              }
            });
  }

  /** What was said at once at the {@code asked}-th time; null for nothing. When it plays. */
  public @Nullable Map<String, Object> said(String type, long asked) {
    return tape == null ? null : tape.said(type, asked);
  }

  /** A value of the host as the trace has it: sealed when it is private; null for none. */
  @Nullable Object encode(@Nullable Object value, boolean isPrivate) {
    Object encoded = hosts.encode(value);
    return encoded == null || !isPrivate ? encoded : sealing.seal(encoded);
  }

  @Nullable Object decode(@Nullable Object json) {
    return HostJson.decode(json, sealing);
  }

  @Override
  public boolean isPlaying() {
    return tape != null;
  }

  @Override
  public void note(Note note) {
    if (isOver || !out.isOn()) {
      return;
    }
    reads.add(List.of((long) note.kind().ordinal(), note.strand(), note.steps(), note.nanos()));
    if (reads.size() == MOST_READS) {
      flush();
    }
  }

  @Override
  public @Nullable Note peek() {
    return tape == null ? null : tape.notes().peek();
  }

  @Override
  public void advance() {
    if (tape != null) {
      tape.notes().poll();
    }
  }

  @Override
  public List<Arrival> arrivals(long turns) {
    List<Arrival> all = new ArrayList<>();
    if (tape != null) {
      for (List<Map<String, Object>> group : tape.arrivals(turns)) {
        Map<String, Object> first = group.getFirst();
        long at =
            first.containsKey("stamp_ns")
                ? Tape.number(first, "stamp_ns")
                : Tape.number(first, "at_ns");
        all.add(new Arrival(at, rank(first), () -> group.forEach(this::play)));
      }
    }
    return all;
  }

  private static Rank rank(Map<String, Object> line) {
    if (line.get("rank") instanceof String word) {
      for (Rank rank : Rank.values()) {
        if (rank.name().equalsIgnoreCase(word)) {
          return rank;
        }
      }
    }
    return usual(String.valueOf(line.get("type")));
  }

  /** The rank that an input of a type has where the line does not say. */
  private static Rank usual(String type) {
    return switch (type) {
      case "operator.stop", "robot.emergency" -> Rank.STOP;
      case "robot.reading" -> Rank.CONDITION;
      case "meter.reading" -> Rank.ACCOUNT;
      default -> Rank.COMPLETION;
    };
  }

  private void play(Map<String, Object> line) {
    Consumer<Map<String, Object>> player = players.get(String.valueOf(line.get("type")));
    if (player == null) {
      return;
    }
    Map<String, Object> before = played;
    played = line;
    try {
      player.accept(line);
    } finally {
      played = before;
    }
  }

  @Override
  public void lost(String wanted) {
    onLost.accept(wanted);
  }
}
