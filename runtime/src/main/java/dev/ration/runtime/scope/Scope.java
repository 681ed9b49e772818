package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Guard;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.energy.Accounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity that runs.
 *
 * <p>Thread rule: the getters of what is fixed on entry may be called by its strand at any time;
 * all else changes with the scheduler's lock held.
 */
public final class Scope implements Guard {
  Scope() {}

  /** The innermost scope a strand is in. */
  public static Scope of(Strand strand) {
    Guard guard = strand.guard();
    if (guard instanceof Scope scope) {
      return scope;
    }
    throw new IllegalStateException("no scope");
  }

  public Run run() {
    throw new UnsupportedOperationException();
  }

  public Strand strand() {
    throw new UnsupportedOperationException();
  }

  /** The scope around it; null for the outermost. */
  public @Nullable Scope parent() {
    throw new UnsupportedOperationException();
  }

  /** Its number in the trace, from 1. */
  public long id() {
    throw new UnsupportedOperationException();
  }

  public ScopeSpec spec() {
    throw new UnsupportedOperationException();
  }

  /** How deep it lies; 0 is the outermost. */
  public int depth() {
    throw new UnsupportedOperationException();
  }

  public long startNanos() {
    throw new UnsupportedOperationException();
  }

  /** By when it has ended (T1); {@link Instants#NEVER} without a limit. */
  @Override
  public long limitNanos() {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable RuntimeException pendingCut() {
    throw new UnsupportedOperationException();
  }

  /** When its body is stopped (T3); {@link Instants#NEVER} without a limit. */
  public long cutNanos() {
    throw new UnsupportedOperationException();
  }

  /** The time to the cut (T7); {@link Instants#NEVER} without a limit. */
  public long remainingNanos() {
    throw new UnsupportedOperationException();
  }

  /** Tightens the limit (T7); a later one than it has changes nothing. */
  public void tighten(long withinNanos) {
    throw new UnsupportedOperationException();
  }

  /** The nearest account around it. */
  public Account account() {
    throw new UnsupportedOperationException();
  }

  /** What the nearest account has free, in microjoules; {@link Demands#NONE} when unbounded. */
  public long energyLeftMicrojoules() {
    throw new UnsupportedOperationException();
  }

  /** The tiers allowed along the whole path, in the innermost order; null when none is declared. */
  public @Nullable List<String> tiers() {
    throw new UnsupportedOperationException();
  }

  /** The nearest preference; null when none is declared. */
  public @Nullable Prefer prefer() {
    throw new UnsupportedOperationException();
  }

  /** What may leave the robot, along the whole path. */
  public Privacy privacy() {
    throw new UnsupportedOperationException();
  }

  /** {@code at P} of the scope that owns the limit; 0.95 without (T3). */
  public double quantile() {
    throw new UnsupportedOperationException();
  }

  /** Whether the limit is hard: {@code at} 99 % or more. */
  public boolean isHard() {
    throw new UnsupportedOperationException();
  }

  public Priority priority() {
    throw new UnsupportedOperationException();
  }

  /** Whether it is running its handler, cleanup or lies inside one. */
  public boolean isWindDown() {
    throw new UnsupportedOperationException();
  }

  /** Whether everything on the way out must not move: after an emergency stop (C7). */
  public boolean isStopped() {
    throw new UnsupportedOperationException();
  }

  /**
   * Begins to draw power in this scope, on its account and under the power caps around it (E6):
   * waits until the latest start for room.
   *
   * @throws Failed {@code denied(power)} if there is none in time
   */
  public Accounts.Draw draw(long microwatts, long minimumNanos, String what) {
    throw new UnsupportedOperationException();
  }

  /** Tells whether that much more power fits the caps now, without waiting (M2). */
  public boolean powerFits(long microwatts) {
    throw new UnsupportedOperationException();
  }

  /** Reads the outcome of a named branch beside this one or one around it; null until it ends. */
  public @Nullable Outcome branch(String name) {
    throw new UnsupportedOperationException();
  }

  /** Reports the first effect of what runs in it: discharges the {@code respond} around it (T9). */
  public void begun() {
    throw new UnsupportedOperationException();
  }

  /** Writes the tier and the reason for it into the receipt. */
  public void served(String tier, String why) {
    throw new UnsupportedOperationException();
  }

  /** Writes a coded fault into the receipt and the trace. */
  public void fault(String code, String message) {
    throw new UnsupportedOperationException();
  }
}
