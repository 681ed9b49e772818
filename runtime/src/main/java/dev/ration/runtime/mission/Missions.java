package dev.ration.runtime.mission;

import dev.ration.plan.Code;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.energy.MissionStore.Balance;
import dev.ration.runtime.energy.MissionStore.Standing;
import dev.ration.runtime.energy.MissionStore.Unwritten;
import dev.ration.runtime.energy.MissionStore.Use;
import dev.ration.runtime.energy.Purse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The missions of a ledger, and what the operator may do with them (E8). Every change is durable on
 * return. Thread-safe.
 */
public final class Missions {
  /** With so many records the file is written anew, with the last of each mission only. */
  private static final int MANY_RECORDS = 2_048;

  private final Records records;
  private final Map<String, Mission> missions = new LinkedHashMap<>();

  /** The last one given out for each mission: what an earlier one still wants to write is void. */
  private final Map<String, Store> stores = new HashMap<>();

  private Missions(Records records) {
    this.records = records;
  }

  static Missions create(Disk disk) throws IOException {
    return new Missions(Records.create(disk, List.of()));
  }

  static Missions open(Disk disk) throws IOException, StateException {
    Records.Opened opened = Records.open(disk);
    Missions all = new Missions(opened.records());
    for (String text : opened.texts()) {
      try {
        all.take(Mission.parse(text));
      } catch (IllegalArgumentException | ArithmeticException strange) {
        throw new StateException(
            Code.LEDGER_DAMAGED, "the ledger cannot be read: a record says nothing known");
      }
    }
    return all;
  }

  private void take(Mission mission) {
    take(mission, missions);
  }

  /** The last record counts; a robot's missions share its safety reserve. */
  private static void take(Mission mission, Map<String, Mission> all) {
    all.replaceAll(
        (_, one) ->
            one.robot().equals(mission.robot())
                ? one.with(one.energy(), one.money(), mission.reserve())
                : one);
    all.put(mission.id(), mission);
  }

  private void write(Mission mission) throws IOException {
    if (records.count() >= MANY_RECORDS) {
      Map<String, Mission> next = new LinkedHashMap<>(missions);
      take(mission, next);
      records.replace(next.values().stream().map(Mission::text).toList());
    } else {
      records.append(List.of(mission.text()));
    }
    take(mission);
  }

  /** All of them, in the order in which they began. */
  public synchronized List<Mission> all() {
    return List.copyOf(missions.values());
  }

  /** Finds a mission by its name. */
  public synchronized Optional<Mission> find(String id) {
    return Optional.ofNullable(missions.get(id));
  }

  /**
   * Begins a mission, on the operator's word.
   *
   * @param budgets of which name, site, robot, currency and budgets count
   * @throws StateException if there is one of this name, or the name cannot be one
   */
  public synchronized Mission begin(Mission budgets) throws IOException, StateException {
    if (!Mission.isId(budgets.id())) {
      throw wrong(
          "`%s` cannot be a mission's name: letters, digits, `.`, `_`, `-`, at most %d of them"
              .formatted(budgets.id(), Mission.MAX_ID));
    }
    if (!Mission.fit(budgets.site(), budgets.robot())) {
      throw wrong("the names of site and robot are too long for the ledger");
    }
    if (missions.containsKey(budgets.id())) {
      throw new StateException(
          Code.MISSION_EXISTS, "there is a mission `%s` already".formatted(budgets.id()));
    }
    Purse reserve =
        missions.values().stream()
            .filter(one -> one.robot().equals(budgets.robot()))
            .map(Mission::reserve)
            .findFirst()
            .map(known -> rebudgeted(known, budgets.reserve().budget()))
            .orElse(budgets.reserve());
    Mission begun = budgets.with(budgets.energy(), budgets.money(), reserve);
    write(begun);
    return begun;
  }

  private static Purse rebudgeted(Purse purse, long budget) {
    return new Purse(budget, purse.spent(), purse.lost(), purse.open());
  }

  /**
   * Takes the operator's word that the battery is full again: nothing of the energy counts as used,
   * nor of the robot's safety reserve.
   */
  public synchronized Mission recharge(String id) throws IOException, StateException {
    Mission known = require(id);
    return replaced(
        known.with(
            Purse.full(known.energy().budget()),
            known.money(),
            Purse.full(known.reserve().budget())));
  }

  /** Gives so many microjoules back to a mission, at most what counts as used. */
  public synchronized Mission giveEnergy(String id, long microjoules)
      throws IOException, StateException {
    Mission known = require(id);
    return replaced(known.with(given(known.energy(), microjoules), known.money(), known.reserve()));
  }

  /** Gives so many millionths of its currency back to a mission, at most what counts as used. */
  public synchronized Mission giveMoney(String id, long micros) throws IOException, StateException {
    Mission known = require(id);
    return replaced(known.with(known.energy(), given(known.money(), micros), known.reserve()));
  }

  private static Purse given(Purse purse, long amount) {
    long used = Math.max(0, purse.used() - amount);
    long lost = Math.min(used, Math.max(0, purse.lost() + purse.open() - amount));
    return new Purse(purse.budget(), used - lost, lost, 0);
  }

  /** Takes a measurement of what lost grants really used, in microjoules. */
  public synchronized Mission correctEnergy(String id, long microjoules)
      throws IOException, StateException {
    Mission known = require(id);
    return replaced(
        known.with(corrected(known.energy(), microjoules), known.money(), known.reserve()));
  }

  /** Takes what lost calls really cost, in millionths of the mission's currency. */
  public synchronized Mission correctMoney(String id, long micros)
      throws IOException, StateException {
    Mission known = require(id);
    return replaced(known.with(known.energy(), corrected(known.money(), micros), known.reserve()));
  }

  private static Purse corrected(Purse purse, long amount) {
    return new Purse(purse.budget(), Math.addExact(purse.spent(), amount), 0, 0);
  }

  /** Ends a mission for good. */
  public synchronized Mission close(String id) throws IOException, StateException {
    return replaced(require(id).closed());
  }

  private Mission replaced(Mission mission) throws IOException {
    write(mission);
    return mission;
  }

  private Mission require(String id) throws StateException {
    Mission known = missions.get(id);
    if (known == null || known.isClosed()) {
      throw new StateException(
          Code.NO_SUCH_MISSION,
          known == null
              ? "there is no mission `%s`".formatted(id)
              : "the mission `%s` is closed".formatted(id));
    }
    return known;
  }

  private static StateException wrong(String message) {
    return new StateException(Code.WRONG_MISSION, message);
  }

  /**
   * Continues a mission: what was open counts as lost from now on.
   *
   * @param reserveMicrojoules the robot's safety reserve by its present profile
   * @throws StateException if there is none, it is closed or belongs elsewhere, or the robot has
   *     used up its safety reserve
   */
  public synchronized MissionStore resume(
      String id, String site, String robot, long reserveMicrojoules) throws StateException {
    Mission known = require(id);
    if (!known.site().equals(site) || !known.robot().equals(robot)) {
      throw new StateException(
          Code.MISSION_ELSEWHERE,
          "the mission `%s` belongs to the site `%s` with the robot `%s`, not to `%s` with `%s`"
              .formatted(id, known.site(), known.robot(), site, robot));
    }
    Purse reserve = rebudgeted(known.reserve(), reserveMicrojoules).resumed();
    if (reserveMicrojoules > 0 && reserve.left() == 0) {
      throw new StateException(
          Code.RESERVE_USED_UP,
          "the safety reserve of `%s` is used up: the way to the dock is not covered"
              .formatted(robot));
    }
    take(known.with(known.energy().resumed(), known.money().resumed(), reserve));
    Store store = new Store(id);
    stores.put(id, store);
    return store;
  }

  /** One mission, for a run. */
  private final class Store implements MissionStore {
    private final String id;
    private long numbers;
    private long lastNumber;

    Store(String id) {
      this.id = id;
    }

    private Mission mission() {
      Mission known = missions.get(id);
      if (known == null) {
        throw new IllegalStateException("a mission that was never begun");
      }
      return known;
    }

    @Override
    public Balance balance() {
      synchronized (Missions.this) {
        return mission().balance();
      }
    }

    @Override
    public long nextNumber() {
      synchronized (Missions.this) {
        return ++numbers;
      }
    }

    @Override
    public void commit(Standing standing) {
      synchronized (Missions.this) {
        if (standing.number() <= lastNumber) {
          return;
        }
        if (!this.equals(stores.get(id))) {
          throw new Unwritten(
              Code.LEDGER_UNWRITTEN, "another run continues the mission `%s`".formatted(id));
        }
        Mission known = mission();
        try {
          write(
              known.with(
                  standing(known.energy(), standing.energy()),
                  standing(known.money(), standing.money()),
                  standing(known.reserve(), standing.reserve())));
        } catch (IOException | RuntimeException failed) {
          throw new Unwritten(
              Code.LEDGER_UNWRITTEN,
              "the ledger of missions cannot be written: " + failed.getMessage());
        }
        lastNumber = standing.number();
      }
    }

    private static Purse standing(Purse known, Use use) {
      return new Purse(known.budget(), use.used() - known.lost(), known.lost(), use.open());
    }
  }
}
