package dev.ration.runtime.scope;

import dev.ration.plan.Grade;
import dev.ration.runtime.energy.Account;
import dev.ration.runtime.energy.Accounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts that grant by subtraction and charge only what a test charges. */
final class PlainAccounts implements Accounts {
  final List<String> log = new ArrayList<>();
  private final Plain root = new Plain(null, null, AccountRequest.NONE, AccountRequest.NONE);
  private @Nullable Listener listener;

  @Override
  public Account root() {
    return root;
  }

  @Override
  public Account open(Account parent, AccountRequest request) throws Denied {
    Plain around = (Plain) parent;
    long wanted = request.minimumMicrojoules() + request.keptMicrojoules();
    long grant = request.grantMicrojoules();
    if (around.free != AccountRequest.NONE) {
      grant = grant == AccountRequest.NONE ? around.free : Math.min(grant, around.free);
    }
    if (grant != AccountRequest.NONE && grant < wanted) {
      throw new Denied("energy", wanted, grant);
    }
    if (around.free != AccountRequest.NONE) {
      around.free -= grant;
    }
    log.add("open " + request.name());
    return new Plain(around, request.owner(), grant, request.grantMicroMoney());
  }

  @Override
  public void close(Account account) {
    Plain closed = (Plain) account;
    Plain around = closed.parent;
    if (around != null) {
      around.used += closed.used;
      if (around.free != AccountRequest.NONE) {
        around.free += closed.free;
      }
    }
    log.add("close");
  }

  @Override
  public SetAside setAside(Account account, long microjoules, long microMoney) throws Denied {
    Plain pot = (Plain) account;
    if (pot.free != AccountRequest.NONE && pot.free < microjoules) {
      throw new Denied("energy", microjoules, pot.free);
    }
    return () -> log.add("release " + microjoules);
  }

  @Override
  public Draw start(Account account, long microwatts, String what) {
    log.add("draw " + what + " " + microwatts);
    return new Draw() {
      @Override
      public void change(long now) {
        log.add("change " + what + " " + now);
      }

      @Override
      public void end() {
        log.add("end " + what);
      }
    };
  }

  @Override
  public void charge(Account account, long microjoules, String what) {
    Plain charged = (Plain) account;
    charged.used += microjoules;
    if (charged.free != AccountRequest.NONE) {
      charged.free -= microjoules;
      if (charged.free <= 0 && listener != null) {
        listener.onExhausted(charged, "energy");
      }
    }
  }

  @Override
  public void spend(Account account, long microMoney, String what) {
    ((Plain) account).spent += microMoney;
  }

  @Override
  public void onEvents(Listener next) {
    listener = next;
  }

  private static final class Plain implements Account {
    private final @Nullable Plain parent;
    private final @Nullable Object owner;
    private final long granted;
    private final long money;
    private long free;
    private long used;
    private long spent;

    Plain(@Nullable Plain parent, @Nullable Object owner, long granted, long money) {
      this.parent = parent;
      this.owner = owner;
      this.granted = granted;
      this.money = money;
      this.free = granted;
    }

    @Override
    public @Nullable Account parent() {
      return parent;
    }

    @Override
    public @Nullable Object owner() {
      return owner;
    }

    @Override
    public long grantedMicrojoules() {
      return granted;
    }

    @Override
    public long usedMicrojoules() {
      return used;
    }

    @Override
    public long freeMicrojoules() {
      return free;
    }

    @Override
    public long freeMicroMoney() {
      return money;
    }

    @Override
    public long spentMicroMoney() {
      return spent;
    }

    @Override
    public Grade grade() {
      return Grade.MODELLED;
    }

    @Override
    public void openKept() {}
  }
}
