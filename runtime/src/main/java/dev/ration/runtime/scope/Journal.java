package dev.ration.runtime.scope;

import dev.ration.plan.Grade;
import dev.ration.runtime.clock.Instants;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.trace.TraceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces and receipts of scopes (R5). Called with the scheduler's lock held. */
final class Journal {
  /** Beyond so many receipts a run keeps only the trace, so that a long run does not fill up. */
  private static final int MAX_RECEIPTS = 10_000;

  private Journal() {}

  static TraceEvent event(Run run, String type) {
    return TraceEvent.of(type, run.scheduler().now());
  }

  private static TraceEvent event(Scope scope, String type) {
    return event(scope.run, type).with("scope", scope.id);
  }

  static void write(Scope scope, String type) {
    if (scope.run.trace().isOn()) {
      scope.run.trace().write(event(scope, type));
    }
  }

  static void write(Scope scope, String type, String name, String value) {
    if (scope.run.trace().isOn()) {
      scope.run.trace().write(event(scope, type).with(name, value));
    }
  }

  static void open(Scope scope) {
    if (!scope.run.trace().isOn()) {
      return;
    }
    TraceEvent event = event(scope, "scope.open");
    if (scope.parent != null) {
      event.with("parent", scope.parent.id);
    }
    event.with("name", scope.spec.name()).with("kind", word(scope));
    if (!scope.spec.origin().isEmpty()) {
      event.with("origin", scope.spec.origin());
    }
    event.with("start_ns", scope.start);
    deadline(event, scope);
    scope.run.trace().write(event);
  }

  private static String word(Scope scope) {
    return scope.spec.kind().word();
  }

  private static void deadline(TraceEvent event, Scope scope) {
    if (Instants.isSet(scope.limit)) {
      event.with("limit_ns", scope.limit).with("cut_ns", scope.cut);
      if (scope.limitOwner != null) {
        event.with("owner", scope.limitOwner.id);
      }
    }
  }

  static void account(Scope scope) {
    if (scope.run.trace().isOn()) {
      TraceEvent event = event(scope, "account.open");
      long granted = scope.account.grantedMicrojoules();
      if (granted >= 0) {
        event.with("granted_uj", granted).with("kept_uj", scope.demands.keptMicrojoules);
      }
      if (scope.demands.spendMicro >= 0) {
        event.with("granted_micro_money", scope.demands.spendMicro);
      }
      scope.run.trace().write(event);
    }
  }

  static void power(Scope scope, long changeMicrowatts, long totalMicrowatts) {
    if (scope.run.trace().isOn()) {
      scope
          .run
          .trace()
          .write(
              event(scope, "power")
                  .with("change_uw", changeMicrowatts)
                  .with("total_uw", totalMicrowatts));
    }
  }

  static void cut(Scope scope, Cause cause) {
    if (scope.run.trace().isOn()) {
      TraceEvent event = event(scope, "scope.cut").with("cause", cause.kind().word());
      if (cause.ownerId() >= 0) {
        event.with("owner", cause.ownerId());
      }
      if (!cause.detail().isEmpty()) {
        event.with("detail", cause.detail());
      }
      scope.run.trace().write(event);
    }
  }

  static void tightened(Scope scope) {
    relimited(scope, "scope.tighten");
  }

  /** A first effect that met the deadline of a {@code respond}. */
  static void begun(Scope respond, Scope by) {
    if (respond.run.trace().isOn()) {
      TraceEvent event = event(respond, "respond.met").with("by", by.id);
      deadline(event, respond);
      respond.run.trace().write(event);
    }
  }

  private static void relimited(Scope scope, String type) {
    if (scope.run.trace().isOn()) {
      TraceEvent event = event(scope, type);
      deadline(event, scope);
      scope.run.trace().write(event);
    }
  }

  static void fault(Scope scope, String code, String message) {
    scope.notes().faults.add(new Receipt.Fault(code, message));
    if (scope.run.trace().isOn()) {
      scope.run.trace().write(event(scope, "fault").with("code", code).with("message", message));
    }
  }

  static void dropped(Scope scope, long count, String what) {
    scope.notes().dropped += count;
    if (scope.run.trace().isOn()) {
      scope.run.trace().write(event(scope, "late").with("dropped", count).with("what", what));
    }
  }

  /** Writes the end of a scope, and hangs its receipt into the one around it. */
  static void close(Scope scope, Outcome outcome) {
    if (scope.run.trace().isOn()) {
      TraceEvent event = event(scope, "scope.close").with("outcome", outcome.word());
      if (outcome instanceof Outcome.Failed(Failure failure)) {
        event.with("message", failure.message()).with("chain", chain(failure));
      }
      if (scope.hasAccount) {
        event.with("used_uj", scope.account.usedMicrojoules());
        if (scope.account.grade() != Grade.MODELLED) {
          event.with("grade", scope.account.grade().word());
        }
      }
      scope.run.trace().write(event);
    }
    if (scope.run.countReceipt() <= MAX_RECEIPTS || scope.parent == null) {
      Receipt receipt = receipt(scope, outcome);
      if (scope.parent == null) {
        scope.run.rootReceipt(receipt);
      } else {
        scope.parent.notes().children.add(receipt);
      }
    }
  }

  private static List<String> chain(Failure failure) {
    List<String> reasons = new java.util.ArrayList<>();
    for (Failure link = failure; link != null; link = link.cause()) {
      reasons.add(link.reason().toString());
    }
    return reasons;
  }

  /** What is known of a scope so far. */
  static Receipt receipt(Scope scope, Outcome outcome) {
    Notes notes = scope.notes;
    long now = scope.run.scheduler().now();
    Account account = scope.account;
    boolean own = scope.hasAccount;
    return new Receipt(
        scope.id,
        scope.spec.name(),
        scope.spec.kind(),
        scope.spec.origin(),
        outcome.word(),
        scope.start,
        now,
        Instants.between(scope.start, scope.limit),
        own ? account.usedMicrojoules() : notes == null ? 0 : notes.drawnMicrojoules,
        own ? account.grantedMicrojoules() : Demands.NONE,
        own ? account.grade() : Grade.MODELLED,
        own ? account.spentMicroMoney() : 0,
        notes == null ? null : notes.tier,
        why(notes, outcome),
        notes == null ? 1 : notes.attempts,
        notes == null ? 0 : notes.dropped,
        notes == null ? null : notes.phases,
        notes == null ? List.of() : notes.faults,
        notes == null ? List.of() : notes.children);
  }

  private static String why(@Nullable Notes notes, Outcome outcome) {
    String said = notes == null ? "" : notes.why;
    return switch (outcome) {
      case Outcome.Failed(Failure failure) when said.isEmpty() -> failure.message();
      case Outcome.Cancelled(Cause cause) when said.isEmpty() -> words(cause);
      case Outcome.Broken(Bug bug) -> String.valueOf(bug.getMessage());
      default -> said;
    };
  }

  private static String words(Cause cause) {
    String owner = cause.owner() == null ? "" : " of `" + cause.owner() + "`";
    String detail = cause.detail().isEmpty() ? "" : ": " + cause.detail();
    return cause.kind().word() + owner + detail;
  }
}
