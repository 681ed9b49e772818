package dev.ration.interpreter.reference;

import static dev.ration.interpreter.reference.Frame.NEVER;

import dev.ration.interpreter.reference.Agenda.Line;
import dev.ration.interpreter.reference.Agenda.Rank;
import dev.ration.interpreter.reference.Agenda.Wait;
import dev.ration.interpreter.reference.Frame.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario comes to by the rules, read one by one: slow and plain. It shares no code with
 * the runtime. A piece that runs is a function that is told how to go on; whatever waits is found
 * by searching. Used by one thread.
 */
final class Reference {
  /** What a call costs on the virtual clock. */
  static final long STEP_NANOS = 1_000L;

  private static final long MILLI = 1_000_000L;

  final Scenario scenario;
  final Mutation mutation;
  final Agenda agenda;
  final Wallet wallet;
  final Grants grants;
  final List<Line> lines = new ArrayList<>();
  private final List<String> report = new ArrayList<>();
  private final Protocol protocol;
  private End.@Nullable Cut stop;
  final List<Listening> listeners = new ArrayList<>();
  boolean isCalm;

  /** When a message came last. */
  long pinged = Long.MIN_VALUE / 2;

  boolean isRobotStopped;
  private long frames;

  private Reference(Scenario scenario, Mutation mutation) {
    this.scenario = scenario;
    this.mutation = mutation;
    this.wallet = new Wallet(this);
    this.grants = new Grants(this);
    this.agenda = new Agenda(mutation, line -> grants.place(line.at));
    this.protocol = new Protocol(this);
  }

  /** One line for each scope that ran, in alphabetical order of their paths. */
  static List<String> of(Scenario scenario, Mutation mutation) {
    Reference reference = new Reference(scenario, mutation);
    reference.run();
    Collections.sort(reference.report);
    return reference.report;
  }

  boolean is(Mutation other) {
    return mutation == other;
  }

  long now() {
    return agenda.now();
  }

  Protocol protocol() {
    return protocol;
  }

  private void run() {
    if (scenario.stop() != Part.NONE) {
      agenda.at(scenario.stop() * MILLI, Rank.STOP, 0, this::operatorStops);
    }
    if (scenario.emergency() != Part.NONE) {
      agenda.at(scenario.emergency() * MILLI, Rank.STOP, 0, this::robotStops);
    }
    // The first reading comes at once, but only at its rank.
    agenda.at(0, Rank.CONDITION, 0, this::turn);
    for (long reading : scenario.readings()) {
      agenda.at(reading * MILLI, Rank.CONDITION, 0, this::turn);
    }
    for (long ping : scenario.pings()) {
      agenda.at(ping * MILLI, Rank.CONDITION, 0, this::ping);
    }
    Part.Step policy = scenario.policy();
    spawn(null, line -> protocol.block(line, null, "policy", policy, _ -> {}));
    agenda.run(this::resume);
    if (lines.stream().anyMatch(line -> line.at != null)) {
      report.add("something still waits");
    }
  }

  Line spawn(@Nullable Frame at, Consumer<Line> body) {
    Line[] made = new Line[1];
    made[0] = agenda.line(at, () -> body.accept(made[0]));
    lines.add(made[0]);
    return made[0];
  }

  private void resume(Line line) {
    line.look();
    Runnable next = line.next;
    Wait wait = line.wait;
    if (next != null) {
      line.next = null;
      next.run();
    } else if (wait != null) {
      go(wait);
    }
  }

  private void go(Wait wait) {
    End.Cut cut = wait.isShielded ? null : pending(wait.line.at);
    boolean isFrozen = !wait.isShielded && isFrozen(wait.line);
    End result = isFrozen ? null : wait.isStill ? End.OK : wait.result;
    if (result != null && (cut == null || !wait.isCutFirst)) {
      wait.line.wait = null;
      wait.then.accept(result);
    } else if (cut != null) {
      wait.line.wait = null;
      wait.then.accept(cut);
    }
  }

  /** Waits for something that {@link Agenda#finish} brings, or for a cancellation. */
  @Nullable Wait await(Line line, Consumer<End> then) {
    End.Cut cut = pending(line.at);
    if (cut != null) {
      then.accept(cut);
      return null;
    }
    return agenda.await(line, false, then);
  }

  /** Lets others go first, then lands a cancellation that is due. */
  void poll(Line line, Consumer<End> then) {
    agenda.poll(line, () -> land(line, then));
  }

  /** Marks a call, which takes the fixed step time (V4). */
  void step(Line line, Consumer<End> then) {
    agenda.step(line, STEP_NANOS, () -> land(line, then));
  }

  private void land(Line line, Consumer<End> then) {
    line.look();
    End.Cut cut = pending(line.at);
    if (cut == null && isFrozen(line)) {
      agenda.await(line, false, then).isStill = true;
    } else {
      then.accept(cut == null ? End.OK : cut);
    }
  }

  private boolean isFrozen(Line line) {
    Frame frame = line.at;
    return frame != null && !is(Mutation.C6_FREEZE_IGNORED) && frame.isFrozen(mutation);
  }

  /** Lets a branch stand still, or go on (C6). */
  void freeze(Frame branch, boolean isStill) {
    if (branch.isFrozenHere == isStill) {
      return;
    }
    branch.isFrozenHere = isStill;
    branch.thawed = isStill ? branch.thawed : now();
    branch.note(isStill ? "frozen" : "thawed", now());
    for (Line line : lines) {
      Frame innermost = line.at;
      Wait wait = line.wait;
      if (innermost != null && innermost.isInside(branch)) {
        protocol.held(innermost, isFrozen(line));
        if (wait != null && !agenda.isReady(line)) {
          wait.isCutFirst = false;
          agenda.wake(wait);
        }
      }
    }
  }

  /** Finds the construct around that has a branch of that number, and freezes it or lets it go. */
  void freeze(@Nullable Frame innermost, Part.Freeze freeze) {
    Frame frame = innermost;
    while (frame != null && (frame.branches == null || !frame.branches.has(freeze.branch()))) {
      frame = frame.parent;
    }
    Branches branches = frame == null ? null : frame.branches;
    if (branches != null) {
      branches.freeze(freeze);
    }
  }

  void pause(Line line, long nanos, Consumer<End> then) {
    Agenda.Due[] timer = new Agenda.Due[1];
    Wait wait =
        await(
            line,
            end -> {
              agenda.cancel(timer[0]);
              then.accept(end);
            });
    if (wait != null) {
      timer[0] = agenda.at(now() + nanos, Rank.COMPLETION, 0, () -> agenda.finishNow(wait, End.OK));
    }
  }

  // Scopes: T1 to T3.

  Frame enter(Line line, Frame.Spec spec, long start) {
    Frame parent = line.at;
    Purse around = parent == null ? wallet.mission() : parent.purse;
    Frame frame = new Frame(spec, parent, line, ++frames, start, around);
    place(frame);
    line.at = frame;
    String owner = frame.owner == null ? "nobody" : frame.owner.path;
    frame.note(
        "limit %s cut %s of %s".formatted(Frame.ms(frame.limit), Frame.ms(frame.cut), owner),
        now());
    return frame;
  }

  private void place(Frame frame) {
    Frame parent = frame.parent;
    boolean isFree = frame.isShield() || is(Mutation.T1_CHILD_NOT_CLIPPED);
    long around = parent == null || isFree ? NEVER : parent.cut;
    long within = frame.within;
    long own = within == Part.NONE ? NEVER : frame.start + within;
    boolean isOwn = is(Mutation.T2_INNERMOST_OWNS) ? own <= around && own != NEVER : own < around;
    frame.limit = isOwn ? own : around;
    frame.owner = isOwn ? frame : around == NEVER || parent == null ? null : parent.owner;
    frame.cut = cut(frame);
  }

  private long cut(Frame frame) {
    if (frame.limit == NEVER) {
      return NEVER;
    }
    return switch (frame.phase) {
      case BODY -> frame.limit - kept(frame);
      case HANDLER -> frame.limit - (willClean(frame) ? cleanupNanos(frame) : 0);
      case CLEANUP, CLOSED -> frame.limit;
    };
  }

  /** After a refused start nothing is cleaned up, and nothing kept for it (C3, R3). */
  private boolean willClean(Frame frame) {
    return frame.hasStarted || is(Mutation.T3_KEEPS_FOR_NO_CLEANUP);
  }

  private long kept(Frame frame) {
    long stop = is(Mutation.T3_NO_STOP_TIME) ? 0 : frame.spec.stop();
    if (is(Mutation.T3_KEEPS_NOTHING)) {
      return stop;
    }
    if (frame.owner != frame && !is(Mutation.T3_EVERYONE_KEEPS_ITS_RESERVE)) {
      return stop + cleanupNanos(frame);
    }
    long reserve = frame.spec.reserve();
    return reserve != Part.NONE && !is(Mutation.T3_RESERVE_IGNORED)
        ? stop + reserve
        : stop + timeoutHandler(frame) + cleanupNanos(frame);
  }

  /** A handler that only computes gets a millisecond, or an eighth of what is given. */
  private long timeoutHandler(Frame frame) {
    for (Part.Handler handler : frame.spec.trailers().handlers()) {
      if (handler.answers("timeout")) {
        Bounds bounds = Bounds.of(handler.body(), scenario.actions());
        boolean isToEffect = frame.isResponding() && !is(Mutation.T9_HANDLER_TO_ITS_END);
        long bound = (isToEffect ? bounds.effect().most() : bounds.most()) * 1000;
        return Math.max(bound, Math.min(MILLI, frame.spec.within() / 8));
      }
    }
    return 0;
  }

  long cleanupNanos(Frame frame) {
    Part.Cleanup cleanup = frame.spec.trailers().cleanup();
    return cleanup == null ? 0 : cleanup.withinMillis() * MILLI;
  }

  void go(Frame frame, Phase phase) {
    frame.phase = phase;
    frame.mark = null;
    frame.cut = cut(frame);
    if (is(Mutation.R3_HANDLER_CUT_WITH_BODY) && phase == Phase.HANDLER && frame.limit != NEVER) {
      frame.cut = frame.limit - kept(frame);
    }
    arm(frame);
  }

  private void arm(Frame frame) {
    agenda.cancel(frame.timer);
    frame.timer = null;
    Frame parent = frame.parent;
    boolean isEarlier = parent == null || frame.cut < parent.cut;
    boolean isStopped = frame.phase == Phase.BODY || frame.phase == Phase.HANDLER;
    if (is(Mutation.C3_NOT_BOUNDED) && frame.isShield()) {
      return;
    }
    if (frame.cut != NEVER && isStopped && (frame.owner == frame || isEarlier)) {
      frame.timer =
          agenda.at(frame.cut, Rank.LIMIT, frame.depth, () -> fall(frame, "timeout", frame.owner));
    }
  }

  /** The first effect of what runs in a scope meets the {@code respond} around it (T9). */
  void begun(Frame innermost) {
    for (Frame frame = innermost; frame != null; frame = frame.parent) {
      boolean isHandler = frame.phase == Phase.HANDLER && is(Mutation.T9_HANDLER_NOT_DISCHARGED);
      if (frame.isResponding() && frame.within != Part.NONE && !isHandler) {
        frame.within = Part.NONE;
        again(frame);
        frame.note("met, limit " + Frame.ms(frame.limit), now());
      }
    }
  }

  /** Limits and cuts of a scope and all that is open inside it, outermost first. */
  private void again(Frame changed) {
    List<Frame> inside = new ArrayList<>();
    for (Line line : lines) {
      for (Frame frame = line.at; frame != null; frame = frame.parent) {
        if (frame.isInside(changed) && !inside.contains(frame)) {
          inside.add(frame);
        }
      }
    }
    inside.sort(java.util.Comparator.comparingInt(frame -> frame.depth));
    for (Frame frame : inside) {
      place(frame);
      if (frame.phase != Phase.CLOSED && frame.isAdmitted || frame == changed) {
        arm(frame);
      }
    }
  }

  void leave(Frame frame, End end) {
    go(frame, Phase.CLOSED);
    agenda.cancel(frame.timer);
    String used = frame.hasPurse ? " used " + wallet.used(frame) + " of " + frame.purse.grant : "";
    String chain = end instanceof End.Failed failed ? " " + failed.why().chain() : "";
    report.add(
        "%s: %s%s from %s to %s%s %s"
            .formatted(
                frame.path,
                end.word(),
                chain,
                Frame.ms(frame.start),
                Frame.ms(now()),
                used,
                frame.notes));
    if (frame.hasPurse || frame.isSeated) {
      wallet.close(frame.purse);
    }
    Claims.Claim claim = frame.claim;
    if (claim != null && claim.isHeld) {
      grants.release(claim);
    }
    if (claim != null || frame.spec.clauses().more().power() != Part.NONE) {
      grants.serveSoon();
    }
    frame.line.at = frame.parent;
  }

  // Cancellation: C3 to C5, C7.

  void fall(Frame frame, String cause, @Nullable Frame owner) {
    if (frame.phase == Phase.CLOSED) {
      return;
    }
    End.Cut before = frame.mark;
    End.Cut later = new End.Cut(cause, owner, now());
    boolean isOuter = before != null && before.at() == now() && depth(later) < depth(before);
    if (before == null || isOuter) {
      frame.mark = later;
      frame.wasCut = true;
      wake(frame);
    }
  }

  private static int depth(End.Cut cut) {
    Frame owner = cut.owner();
    return owner == null ? -1 : owner.depth;
  }

  /** Has every line inside a scope look at what fell. */
  private void wake(@Nullable Frame outer) {
    for (Line line : lines) {
      Frame innermost = line.at;
      Wait wait = line.wait;
      boolean isInside = innermost != null && (outer == null || innermost.isInside(outer));
      if (isInside && wait != null && !wait.isShielded && pending(innermost) != null) {
        if (!agenda.isReady(line)) {
          wait.isCutFirst = true;
        }
        agenda.wake(wait);
      }
    }
  }

  /** The cancellation that must land in a scope now: the outermost that reaches it (C5). */
  End.@Nullable Cut pending(@Nullable Frame innermost) {
    End.Cut landing = null;
    boolean isHeldUp = false;
    for (Frame frame = innermost; frame != null; frame = frame.parent) {
      boolean isFirst = landing == null || !is(Mutation.C5_INNERMOST_COUNTS);
      if (frame.mark != null && !isHeldUp && isFirst) {
        landing = frame.mark;
      }
      if (frame.isShield() && !is(Mutation.C3_NOT_SHIELDED)) {
        return landing;
      }
      // It is waited for at most as long as it may take.
      boolean isCritical = frame.spec.kind().equals("critical") && now() < frame.limit;
      isHeldUp |= isCritical && !is(Mutation.C4_NOT_SHIELDED);
    }
    boolean isStopped = stop != null && !(isHeldUp && is(Mutation.C7_STOP_WAITS_FOR_CRITICAL));
    return isStopped ? stop : landing;
  }

  private void operatorStops() {
    if (stop == null) {
      stop = new End.Cut("operator", null, now());
      wake(null);
    }
  }

  /** The robot goes to its safe state first, then everything is cancelled (C7). */
  private void robotStops() {
    isRobotStopped = !is(Mutation.C7_MOVES_AFTER_EMERGENCY);
    if (!is(Mutation.C7_EMERGENCY_ONLY_CANCELS)) {
      protocol.stopAll();
    }
    stop = new End.Cut("emergency", null, now());
    wake(null);
  }

  /** The sensor of all {@code keep} and {@code until} turns (P3). */
  private void turn() {
    isCalm = !isCalm;
    protocol.heard();
    if (!isCalm) {
      protocol.turned();
    }
    List.copyOf(listeners).forEach(Listening::changed);
  }

  private void ping() {
    pinged = now();
    for (Listening listening : List.copyOf(listeners)) {
      listening.told(Part.Event.PING, now());
      listening.changed();
    }
  }
}
