package dev.ration.runtime.energy;

import static dev.ration.runtime.energy.Accounts.AccountRequest.NONE;

import dev.ration.plan.Grade;
import dev.ration.runtime.clock.Scheduler;
import dev.ration.runtime.spi.MeterReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of one run: a tree of budgets of energy and money over the draws that run now (rules
 * E1 to E5, E7).
 *
 * <p>Thread rule: every method is called with the scheduler's lock held. Draws come from contracts
 * and profiles, so figures are {@link Grade#MODELLED} until a meter's reading puts them right; the
 * instant at which an account runs out is computed from them, an event of rank {@code ACCOUNT}.
 */
public final class Ledger implements Accounts {
  /**
   * What the site and the robot give.
   *
   * @param energyMicrojoules the most a mission may cost; NONE without
   * @param microMoney the most a mission may spend, in millionths; NONE without
   * @param idleMicrowatts draw with nothing commanded: reported, never charged (E1)
   * @param tailMicrojoules still to burn after an activity that drew something ended (E2)
   */
  public record Settings(
      long energyMicrojoules, long microMoney, long idleMicrowatts, long tailMicrojoules) {
    /** Nothing is bounded, nothing idles. */
    public static final Settings UNBOUNDED = new Settings(NONE, NONE, 0, 0);
  }

  private final LedgerTime time;
  private final Settings settings;
  private final Entry root;

  /** What pays for the end of an activity beyond what was kept for it (E5). */
  private final Entry reserve;

  private final long startNanos;
  private final Map<String, Amount> uses = new LinkedHashMap<>();
  private final List<Entry> open = new ArrayList<>();
  private final List<Running> draws = new ArrayList<>();
  private @Nullable Listener listener;
  private final NextTimer timer;
  private int totals;

  /** What was used of the mission before this run. */
  private long carriedMicrojoules;

  private Coverage coverage;
  private @Nullable Metering metering;

  public Ledger(LedgerTime time, Settings settings) {
    this.time = time;
    timer = new NextTimer(time, this::onTimer);
    this.settings = settings;
    startNanos = time.now();
    root = outermost("mission", settings.energyMicrojoules(), settings.microMoney());
    open.add(root);
    reserve = outermost("safety reserve", NONE, NONE);
    coverage = Coverage.none(time, reserve.energy);
  }

  private Entry outermost(String name, long microjoules, long microMoney) {
    return new Entry(
        null,
        new AccountRequest(name, null, -1, microjoules, 0, 0, microMoney, 0, false),
        new Pot(null, microjoules, 0, 0, true, startNanos),
        new Pot(null, microMoney, 0, 0, true, startNanos));
  }

  /** A ledger on a scheduler's clock. */
  public static Ledger on(Scheduler scheduler, Settings settings) {
    return new Ledger(new SchedulerTime(scheduler), settings);
  }

  /** The same, continuing a mission: budgets and what was used of them are the store's (E8). */
  public static Ledger on(Scheduler scheduler, Settings settings, MissionStore store) {
    return continuing(new SchedulerTime(scheduler), settings, store);
  }

  static Ledger continuing(LedgerTime time, Settings settings, MissionStore store) {
    MissionStore.Balance balance = store.balance();
    Ledger ledger =
        new Ledger(
            time,
            new Settings(
                balance.energy().budget(),
                balance.money().budget(),
                settings.idleMicrowatts(),
                settings.tailMicrojoules()));
    ledger.carriedMicrojoules = Math.addExact(balance.energy().used(), balance.reserve().used());
    ledger.root.energy.use(balance.energy().used());
    ledger.root.money.use(balance.money().used());
    ledger.reserve.energy.use(balance.reserve().used());
    ledger.coverage =
        new Coverage(
            store,
            time,
            ledger.root.energy,
            ledger.root.money,
            ledger.reserve.energy,
            ledger::unwritten);
    return ledger;
  }

  private void unwritten(MissionStore.Unwritten failed) {
    if (listener != null) {
      listener.onUnwritten(failed);
    }
  }

  @Override
  public Account root() {
    return root;
  }

  @Override
  public Account open(Account parent, AccountRequest request) throws Denied {
    Entry outer = entry(parent).nearestOpen();
    settle();
    long least = Math.addExact(request.minimumMicrojoules(), request.keptMicrojoules());
    boolean isView = request.isCap() || request.isTotal();
    long energy =
        isView
            ? outer.energy.look(request.grantMicrojoules(), least)
            : outer.energy.admit("energy", request.grantMicrojoules(), least);
    long money = outer.money.admit("money", request.grantMicroMoney(), request.minimumMicroMoney());
    Entry made =
        new Entry(
            outer,
            request,
            pot(
                outer.energy,
                energy,
                request.keptMicrojoules(),
                request.minimumMicrojoules(),
                isView),
            pot(outer.money, money, 0, request.minimumMicroMoney(), false));
    if (request.isTotal() && energy != NONE) {
      made.energy.lookAtIdle(settings.idleMicrowatts());
      totals++;
    }
    open.add(made);
    coverage.beforeEffect(made::forget);
    if (hasRates()) {
      reschedule();
    }
    return made;
  }

  private Pot pot(Pot outer, long grant, long kept, long minimum, boolean isCap) {
    boolean isEscrow = grant != NONE && !isCap;
    long held = isEscrow ? grant : Math.addExact(minimum, kept);
    return new Pot(outer, grant, kept, held, isEscrow, time.now());
  }

  @Override
  public void close(Account account) {
    Entry entry = entry(account);
    if (!entry.isOpen || entry == root) {
      return;
    }
    settle();
    entry.isOpen = false;
    open.remove(entry);
    if (entry.hasDrawn && settings.tailMicrojoules() > 0) {
      entry.energy.use(settings.tailMicrojoules());
      note("tail").add(settings.tailMicrojoules());
    }
    entry.finalMicrojoules = entry.energy.used().micros();
    entry.finalMicroMoney = entry.money.used().micros();
    entry.closePots();
    if (entry.parent == root) {
      coverage.relax();
    }
    boolean hadRates = hasRates();
    totals -= entry.isTotal() ? 1 : 0;
    if (hadRates) {
      reschedule();
    }
  }

  @Override
  public SetAside setAside(Account account, long microjoules, long microMoney) throws Denied {
    Entry entry = entry(account).nearestOpen();
    settle();
    entry.energy.admit("energy", NONE, microjoules);
    entry.money.admit("money", NONE, microMoney);
    Blocked blocked =
        new Blocked(entry.energy, microjoules, entry.money, microMoney, () -> entry.isOpen);
    coverage.beforeEffect(blocked::release);
    return blocked;
  }

  @Override
  public Draw start(Account account, long microwatts, String what) {
    return start(account, microwatts, what, Attribution.Resource.BODY);
  }

  @Override
  public Draw start(Account account, long microwatts, String what, Attribution.Resource resource) {
    settle();
    Running draw = new Running(entry(account), note(what), resource);
    draw.isOnReserve = draw.entry.isOnReserve();
    draw.payer().hasDrawn = true;
    draw.apply(microwatts);
    coverage.beforeEffect(draw::end);
    reschedule();
    return draw;
  }

  @Override
  public void charge(Account account, long microjoules, String what) {
    settle();
    Entry charged = entry(account);
    Entry entry = charged.isOnReserve() ? reserve : charged.nearestOpen();
    entry.energy.use(microjoules);
    note(what).add(microjoules);
    reschedule();
  }

  @Override
  public void spend(Account account, long microMoney, String what) {
    settle();
    entry(account).nearestOpen().money.use(microMoney);
    reschedule();
  }

  @Override
  public void end() {
    settle();
    if (!hasRates()) {
      coverage.end();
    }
  }

  @Override
  public MissionStore.@Nullable Balance mission() {
    return coverage.balance();
  }

  @Override
  public void onEvents(Listener heard) {
    listener = heard;
    reschedule();
  }

  /**
   * Expects readings of a meter; called once, before anything is drawn.
   *
   * @param idle the part of the idle draw that it sees by the profile, in microwatts
   * @param seen the classes of resource that it sees
   */
  public void expectReadings(long idle, Set<Attribution.Resource> seen) {
    metering = new Metering(idle, seen);
  }

  /** Puts charges right by what a meter says of the time since its last reading (E4). */
  public void measured(MeterReading reading) {
    Metering expecting = metering;
    if (expecting != null) {
      settle();
      expecting.take(reading);
      reschedule();
    }
  }

  /** Where the energy went until now. */
  public EnergySummary summary() {
    settle();
    Amount used = root.energy.used();
    used.add(reserve.energy.used());
    long charged = used.micros() - carriedMicrojoules;
    if (metering != null) {
      long draw = metering.idle(settings.idleMicrowatts(), time.now() - startNanos);
      long rest = metering.unattributed();
      return new EnergySummary(charged, draw, rest, charged + draw + rest);
    }
    Amount idle = new Amount();
    idle.addProduct(settings.idleMicrowatts(), time.now() - startNanos);
    return new EnergySummary(charged, idle.micros(), 0, Math.addExact(charged, idle.micros()));
  }

  /** What was charged, by what it was for, in microjoules, in the order of first use. */
  public Map<String, Long> uses() {
    settle();
    Map<String, Long> result = new LinkedHashMap<>();
    uses.forEach((what, amount) -> result.put(what, amount.micros()));
    return result;
  }

  private Amount note(String what) {
    return uses.computeIfAbsent(what, _ -> new Amount());
  }

  private static Entry entry(Account account) {
    if (account instanceof Entry entry) {
      return entry;
    }
    throw new IllegalArgumentException("an account of another ledger");
  }

  private void settle() {
    if (hasRates()) {
      long now = time.now();
      root.energy.settleAll(now);
      reserve.energy.settle(now);
      for (Running draw : draws) {
        draw.settle(now);
      }
    }
  }

  /** Whether anything grows by itself. */
  private boolean hasRates() {
    return !draws.isEmpty() || totals > 0;
  }

  /** What the safety reserve has paid so far, in microjoules (E5). */
  public long reserveMicrojoules() {
    settle();
    return reserve.energy.used().micros();
  }

  /** Sets the one timer to the next instant at which an account may run out or low. */
  private void reschedule() {
    coverage.keepUp();
    if (listener == null) {
      return;
    }
    long next = !hasRates() ? Long.MAX_VALUE : coverage.nanosToKeepUp();
    for (int i = 0; i < open.size(); i++) {
      Entry entry = open.get(i);
      if (hasRates() || entry.isPending()) {
        next = Math.min(next, entry.nanosToEvent());
      }
    }
    timer.in(next);
  }

  private void onTimer() {
    settle();
    List<Entry> outermostFirst = new ArrayList<>(open);
    outermostFirst.sort(Comparator.comparingInt(Entry::depth));
    Listener told = listener;
    if (told != null) {
      outermostFirst.forEach(entry -> entry.tell(told));
    }
    reschedule();
  }

  /** One account. */
  private final class Entry implements Account {
    private final @Nullable Entry parent;
    private final AccountRequest request;
    private final Pot energy;
    private final Pot money;
    private boolean isOpen = true;
    private boolean hasDrawn;
    private boolean isEnergyTold;
    private boolean isMoneyTold;
    private boolean isLowTold;
    private boolean isUncovered;
    private long finalMicrojoules;
    private long finalMicroMoney;

    /** What readings have put right of it, and of all inside. */
    private long measured;

    Entry(@Nullable Entry parent, AccountRequest request, Pot energy, Pot money) {
      this.parent = parent;
      this.request = request;
      this.energy = energy;
      this.money = money;
    }

    Entry nearestOpen() {
      Entry entry = this;
      while (!entry.isOpen && entry.parent != null) {
        entry = entry.parent;
      }
      return entry;
    }

    /** Takes back an account that was never used. */
    void forget() {
      isOpen = false;
      open.remove(this);
      closePots();
      totals -= isTotal() ? 1 : 0;
    }

    private void closePots() {
      energy.close();
      money.close();
    }

    int depth() {
      return request.depth();
    }

    /** Whether something is due that no draw has to bring about. */
    boolean isPending() {
      return (wantsExhausted() && energy.isExhausted())
          || (!isMoneyTold && money.isExhausted())
          || (!isLowTold && energy.isLow());
    }

    boolean isTotal() {
      return request.isTotal() && energy.grant() != NONE;
    }

    /** Whether the safety reserve pays for what runs in it. */
    boolean isOnReserve() {
      for (Entry entry = nearestOpen(); entry != null; entry = entry.parent) {
        if (entry.isUncovered) {
          return true;
        }
      }
      return false;
    }

    private boolean wantsExhausted() {
      return energy.isKeptOpen() ? !isUncovered : !isEnergyTold;
    }

    long nanosToEvent() {
      if (!isMoneyTold && money.isExhausted()) {
        return 0;
      }
      return energy.nanosToEvent(wantsExhausted(), !isLowTold);
    }

    void tell(Listener told) {
      if (!isOpen) {
        return;
      }
      if (!isLowTold && energy.isLow()) {
        isLowTold = true;
        told.onLow(this);
      }
      if (wantsExhausted() && energy.isExhausted()) {
        if (energy.isKeptOpen()) {
          isUncovered = true;
          draws.forEach(Running::moveToReserve);
          told.onUncovered(this);
        } else {
          isEnergyTold = true;
          told.onExhausted(this, "energy");
        }
      }
      if (!isMoneyTold && money.isExhausted()) {
        isMoneyTold = true;
        told.onExhausted(this, "money");
      }
    }

    @Override
    public @Nullable Account parent() {
      return parent;
    }

    @Override
    public @Nullable Object owner() {
      return request.owner();
    }

    @Override
    public long grantedMicrojoules() {
      return energy.grant();
    }

    @Override
    public long usedMicrojoules() {
      settle();
      return isOpen ? energy.used().micros() : finalMicrojoules;
    }

    @Override
    public long freeMicrojoules() {
      settle();
      return energy.free();
    }

    @Override
    public long freeMicroMoney() {
      return money.free();
    }

    @Override
    public long spentMicroMoney() {
      return isOpen ? money.used().micros() : finalMicroMoney;
    }

    /** Attributed, where readings have put nine tenths of it right. */
    @Override
    public Grade grade() {
      long tenth = usedMicrojoules() / 10;
      return measured > 0 && measured >= 9 * tenth ? Grade.ATTRIBUTED : Grade.MODELLED;
    }

    @Override
    public void openKept() {
      settle();
      energy.openKept();
      reschedule();
    }
  }

  /** A running draw; on the closing of its account it goes on in the one around it. */
  private final class Running extends Metering.Charged implements Draw {
    private final Entry entry;
    private final Amount note;
    private long microwatts;
    private long settledNanos;
    private boolean isOver;
    private boolean isOnReserve;

    Running(Entry entry, Amount note, Attribution.Resource resource) {
      super(resource);
      this.entry = entry;
      this.note = note;
      settledNanos = time.now();
      draws.add(this);
      if (metering != null) {
        metering.started(this);
      }
    }

    @Override
    boolean isRunning() {
      return !isOver;
    }

    @Override
    long settleAt(long microjoules) {
      boolean isRight = payer().energy.replace(sinceAnew(), microjoules);
      long charged = isRight ? microjoules : sinceAnew().micros();
      if (isRight && note.subtract(sinceAnew())) {
        note.add(microjoules);
      }
      for (Entry one = entry; one != null; one = one.parent) {
        one.measured += charged;
      }
      return charged;
    }

    void settle(long now) {
      note.addProduct(microwatts, now - settledNanos);
      draw(microwatts, now - settledNanos);
      settledNanos = now;
    }

    Entry payer() {
      return isOnReserve ? reserve : entry.nearestOpen();
    }

    /** Lets the safety reserve pay from now on, where it must. */
    void moveToReserve() {
      if (!isOnReserve && entry.isOnReserve()) {
        payer().energy.changeRate(-microwatts);
        isOnReserve = true;
        payer().energy.changeRate(microwatts);
      }
    }

    @Override
    public void change(long newMicrowatts) {
      if (isOver) {
        return;
      }
      apply(newMicrowatts);
      reschedule();
    }

    private void apply(long newMicrowatts) {
      Ledger.this.settle();
      payer().energy.changeRate(newMicrowatts - microwatts);
      microwatts = newMicrowatts;
    }

    @Override
    public void end() {
      if (isOver) {
        return;
      }
      change(0);
      isOver = true;
      draws.remove(this);
    }
  }
}
