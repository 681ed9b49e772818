package dev.ration.runtime.scope;

import static dev.ration.runtime.clock.Instants.NEVER;

import dev.ration.plan.Code;
import dev.ration.plan.Reason;
import dev.ration.runtime.clock.Strand;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.energy.Accounts;
import dev.ration.runtime.energy.Accounts.AccountRequest;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.resource.Claim;
import dev.ration.runtime.resource.Holdings;
import org.jspecify.annotations.Nullable;

/**
 * The door of an activity: time, resources, energy and power are admitted together, all or nothing
 * (T5, T6, E2, P5).
 */
final class Admission {
  private Admission() {}

  /** Makes a scope and goes into it; nothing is admitted yet. */
  static Scope enter(
      Strand strand,
      Run run,
      @Nullable Scope parent,
      ScopeSpec spec,
      Demands demands,
      Scope.Entry entry) {
    run.scheduler().lock();
    try {
      if (parent != null) {
        Mark landing = Cuts.pending(parent);
        boolean isShield = spec.kind() == ScopeSpec.Kind.CLEANUP;
        if (landing != null && !isShield) {
          throw new ScopeCut(landing.cause(), landing.owner());
        }
        if (parent.depth + 1 >= run.maxDepth()) {
          throw new Bug(
              Code.CALLS_TOO_DEEP,
              "`%s` lies %d activities deep, more than this run allows."
                  .formatted(spec.name(), parent.depth + 1));
        }
      }
      Scope scope = new Scope(strand, parent, run, spec, demands, entry);
      Deadlines.place(scope);
      if (parent == null) {
        run.root(scope);
      }
      strand.enter(scope);
      Journal.open(scope);
      return scope;
    } finally {
      run.scheduler().unlock();
    }
  }

  /**
   * Admits a scope, waiting for what it wants to hold.
   *
   * @throws Failed if it does not start; nothing has happened then
   */
  static void admit(Scope scope) {
    Demands demands = scope.demands;
    if (isAtOnce(demands)) {
      scope.run.scheduler().lock();
      try {
        checkTime(scope);
        openAccount(scope);
        begin(scope);
      } finally {
        scope.run.scheduler().unlock();
      }
      return;
    }
    hold(scope);
  }

  /** Whether it is admitted or refused at once, without waiting for anybody. */
  static boolean isAtOnce(Demands demands) {
    return demands.holds.isEmpty() && demands.minimumMicrowatts == 0;
  }

  private static void hold(Scope scope) {
    Holdings holdings = scope.run.holdings();
    String[] missing = new String[1];
    Grants.Attempt attempt = () -> takeAll(scope, holdings, missing);
    scope.run.scheduler().atomically(() -> prepare(scope, holdings));
    long latest = latestStart(scope);
    if (!scope.run.grants().take(scope, attempt, latest)) {
      String resource = missing[0];
      throw resource == null
          ? PowerRoom.denied(scope, power(scope))
          : Failed.of(
              Reason.denied("resource"),
              "`%s` does not get `%s`%s: others hold it."
                  .formatted(
                      scope.spec.name(),
                      resource,
                      scope.demands.isNow
                          ? " now"
                          : " within " + Words.time(latest - scope.start)));
    }
  }

  private static void prepare(Scope scope, Holdings holdings) {
    checkTime(scope);
    Claim claim = holdings.claim(claimAround(scope), scope.demands.holds);
    String above = holdings.aboveCapacity(claim);
    if (above != null) {
      throw Failed.of(
          Reason.denied("resource"),
          "`%s` wants more of `%s` than the robot has.".formatted(scope.spec.name(), above));
    }
    scope.claim = claim;
  }

  private static boolean takeAll(Scope scope, Holdings holdings, @Nullable String[] missing) {
    Claim claim = scope.claim;
    missing[0] = null;
    if (!PowerRoom.fits(scope, power(scope))) {
      return false;
    }
    if (claim != null) {
      missing[0] = holdings.take(claim);
      if (missing[0] != null) {
        // Whoever looks at its latest start or not: a wait for what others hold ends as one (P5).
        return false;
      }
    }
    try {
      checkTime(scope);
      openAccount(scope);
    } catch (Failed | Bug refused) {
      if (claim != null) {
        holdings.release(claim);
      }
      throw refused;
    }
    if (claim != null && !claim.resources().isEmpty()) {
      Journal.write(scope, "hold.granted", "resources", String.join(", ", claim.resources()));
    }
    if (claim != null) {
      scope.run.precedence().holds(scope);
    }
    begin(scope);
    return true;
  }

  private static PowerRoom.Wanted power(Scope scope) {
    return new PowerRoom.Wanted(
        scope.demands.minimumMicrowatts, scope.demands.minimumNanos, scope.spec.name());
  }

  private static @Nullable Claim claimAround(Scope scope) {
    for (Scope around = scope.parent; around != null; around = around.parent) {
      if (around.claim != null) {
        return around.claim;
      }
    }
    return null;
  }

  private static long latestStart(Scope scope) {
    if (scope.demands.isNow) {
      return scope.run.scheduler().now();
    }
    return scope.cut == NEVER ? NEVER : scope.cut - scope.minimumNanos();
  }

  private static void checkTime(Scope scope) {
    long now = scope.run.scheduler().now();
    if (scope.cut == NEVER || scope.spec.kind() == ScopeSpec.Kind.HANDLER) {
      return;
    }
    long left = scope.cut - now;
    long minimum = scope.minimumNanos();
    if (left > 0 && left >= minimum) {
      return;
    }
    throw late(scope, Math.max(0, left), minimum);
  }

  /** What a late start means to the scope, or to the one that owns its limit (T6). */
  static Failed late(Scope scope, long left, long minimum) {
    Scope owner = scope.limitOwner;
    String needs = minimum > 0 ? "needs " + Words.time(minimum) : "needs time";
    String message =
        "`%s` does not start: it %s, but %s are left until its cut."
            .formatted(scope.spec.name(), needs, Words.time(left));
    return owner == scope
        ? Failed.of(Reason.NOT_STARTED, message)
        : new Failed(Failure.of(Reason.denied("time"), message), owner);
  }

  private static void openAccount(Scope scope) {
    Demands demands = scope.demands;
    Accounts accounts = scope.run.accounts();
    boolean isOwn = demands.energyMicrojoules >= 0 || demands.spendMicro >= 0;
    try {
      if (isOwn) {
        scope.account =
            accounts.open(
                scope.account,
                new AccountRequest(
                    scope.spec.name(),
                    scope,
                    scope.depth,
                    demands.energyMicrojoules,
                    demands.keptMicrojoules,
                    demands.minimumMicrojoules,
                    demands.spendMicro,
                    0,
                    isCapOnPot(scope),
                    demands.isTotalEnergy));
        scope.hasAccount = true;
        Journal.account(scope);
      } else if (demands.minimumMicrojoules > 0) {
        // What is set aside for it serves what starts inside it.
        scope.account = open(scope.account, scope, scope.spec.name(), demands.minimumMicrojoules);
        scope.isSeated = true;
      }
    } catch (Accounts.Denied denied) {
      throw denied(scope, denied);
    } catch (MissionStore.Unwritten unwritten) {
      throw Bug.of(unwritten);
    }
  }

  /** A seat at a shared account: a minimum that nobody else gets. */
  private static Account open(Account around, Scope owner, String name, long microjoules)
      throws Accounts.Denied {
    return owner
        .run
        .accounts()
        .open(
            around,
            new AccountRequest(
                name,
                owner,
                owner.depth,
                AccountRequest.NONE,
                0,
                microjoules,
                AccountRequest.NONE,
                0,
                false));
  }

  /** Sets aside what a branch of a construct needs at least (E3). */
  static Account seat(Scope construct, String branch, long microjoules) {
    try {
      return open(construct.account, construct, branch, microjoules);
    } catch (Accounts.Denied denied) {
      throw denied(construct, denied);
    }
  }

  private static boolean isCapOnPot(Scope scope) {
    for (Scope around = scope.parent; around != null; around = around.parent) {
      if (around.demands.isSharedPot) {
        return true;
      }
      if (around.hasAccount) {
        return false;
      }
    }
    return false;
  }

  /** The nearest account around a scope that has a figure of its own. */
  static Account budget(Scope scope) {
    Account account = scope.account;
    Account outer = account.parent();
    while (account.grantedMicrojoules() == AccountRequest.NONE && outer != null) {
      account = outer;
      outer = account.parent();
    }
    return account;
  }

  private static Failed denied(Scope scope, Accounts.Denied denied) {
    boolean isEnergy = denied.what().equals("energy");
    String wanted = isEnergy ? Words.energy(denied.wanted()) : denied.wanted() + " millionths";
    String free = isEnergy ? Words.energy(denied.free()) : denied.free() + " millionths";
    return Failed.of(
        Reason.denied(denied.what()),
        "`%s` needs %s of %s, but %s are free around it."
            .formatted(scope.spec.name(), wanted, denied.what(), free));
  }

  private static void begin(Scope scope) {
    Deadlines.enter(scope, Scope.Phase.BODY);
  }

  /** Releases all a scope has taken, writes its receipt and goes back out; with or without lock. */
  static void leave(Scope scope, Outcome outcome) {
    scope.strand.refresh();
    Run run = scope.run;
    run.scheduler().lock();
    try {
      Deadlines.enter(scope, Scope.Phase.CLOSED);
      Journal.close(scope, outcome);
      if (scope.hasAccount || scope.isSeated) {
        run.accounts().close(scope.account);
      }
      Claim claim = scope.claim;
      if (claim != null && claim.isHeld()) {
        run.holdings().release(claim);
        run.precedence().released(scope);
        Journal.write(scope, "hold.released", "resources", String.join(", ", claim.resources()));
      }
      if (scope.demands.powerMicrowatts != Demands.NONE) {
        run.shedding().closed(scope);
      }
      if (claim != null || scope.demands.powerMicrowatts != Demands.NONE) {
        run.grants().serveSoon();
      }
      if (scope.parent != null) {
        scope.parent.wasLastSkipped = outcome instanceof Outcome.Skipped;
      }
      scope.strand.enter(scope.parent);
      scope.strand.recheck();
    } finally {
      run.scheduler().unlock();
    }
  }
}
