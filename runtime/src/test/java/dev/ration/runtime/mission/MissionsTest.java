package dev.ration.runtime.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ration.plan.Code;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.energy.MissionStore.Standing;
import dev.ration.runtime.energy.MissionStore.Unwritten;
import dev.ration.runtime.energy.MissionStore.Use;
import dev.ration.runtime.energy.Purse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Missions on a disk that may lose power, and one that somebody has changed. */
class MissionsTest {
  private static final Use NOTHING = new Use(0, 0);

  private static Mission mission(String id) {
    return new Mission(
        id, "lobby", "robo", "EUR", Purse.full(1_000), Purse.full(50), Purse.full(100), false);
  }

  private static Missions with(MemoryDisk disk, String id) throws IOException, StateException {
    Missions missions = Missions.create(disk);
    Mission unused = missions.begin(mission(id));
    return missions;
  }

  private static MissionStore resume(Missions missions, String id) throws StateException {
    return missions.resume(id, "lobby", "robo", 100);
  }

  private static Standing standing(long number, long used, long open) {
    return new Standing(number, new Use(used, open), NOTHING, NOTHING);
  }

  private static Mission reread(MemoryDisk disk, String id) throws IOException, StateException {
    return Missions.open(MemoryDisk.of(disk.bytes)).find(id).orElseThrow();
  }

  private static Code refusal(byte[] bytes) {
    MemoryDisk disk = MemoryDisk.of(bytes);
    StateException refused = catchThrowableOfType(StateException.class, () -> Missions.open(disk));
    assertThat(disk.bytes).isEqualTo(bytes);
    return refused == null ? Code.DEFECT : refused.code();
  }

  @Test
  void rtn0652NearWhatWasWrittenIsThereAgain() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Missions missions = with(disk, "tour-1");
    MissionStore store = resume(missions, "tour-1");
    store.commit(new Standing(1, new Use(40, 60), new Use(5, 7), new Use(1, 2)));
    Mission read = reread(disk, "tour-1");
    assertThat(read.energy()).isEqualTo(new Purse(1_000, 40, 0, 60));
    assertThat(read.money()).isEqualTo(new Purse(50, 5, 0, 7));
    assertThat(read.reserve()).isEqualTo(new Purse(100, 1, 0, 2));
    assertThat(missions.find("tour-1")).contains(read);
  }

  @Test
  void aRestartRefillsNothing() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    resume(with(disk, "tour-1"), "tour-1").commit(standing(1, 40, 60));
    Missions again = Missions.open(disk);
    MissionStore store = resume(again, "tour-1");
    assertThat(store.balance().energy()).isEqualTo(new Purse(1_000, 40, 60, 0));
    store.commit(standing(1, 110, 5));
    assertThat(reread(disk, "tour-1").energy()).isEqualTo(new Purse(1_000, 50, 60, 5));
  }

  @Test
  void anOlderStandingIsLeftOut() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    MissionStore store = resume(with(disk, "tour-1"), "tour-1");
    store.commit(standing(2, 40, 60));
    store.commit(standing(1, 40, 0));
    assertThat(reread(disk, "tour-1").energy().used()).isEqualTo(100);
  }

  @Test
  void onlyTheLastRunOfAMissionWrites() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Missions missions = with(disk, "tour-1");
    MissionStore left = resume(missions, "tour-1");
    resume(missions, "tour-1").commit(standing(1, 40, 60));
    assertThatThrownBy(() -> left.commit(standing(1, 0, 0))).isInstanceOf(Unwritten.class);
    assertThat(reread(disk, "tour-1").energy().used()).isEqualTo(100);
  }

  @Test
  void whereverTheLastRecordIsTornTheOneBeforeCounts() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    MissionStore store = resume(with(disk, "tour-1"), "tour-1");
    store.commit(standing(1, 10, 90));
    int before = disk.bytes.length;
    store.commit(standing(2, 120, 30));
    List<Long> used = new ArrayList<>();
    for (int size = before; size <= disk.bytes.length; size++) {
      used.add(
          Missions.open(MemoryDisk.of(Arrays.copyOf(disk.bytes, size)))
              .find("tour-1")
              .orElseThrow()
              .energy()
              .used());
    }
    assertThat(used.subList(0, Records.SLOT)).containsOnly(100L);
    assertThat(used.getLast()).isEqualTo(150);
  }

  @Test
  void aFileCutAnywhereIsAnEarlierStateOrRefused() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    MissionStore store = resume(with(disk, "tour-1"), "tour-1");
    store.commit(standing(1, 10, 90));
    store.commit(standing(2, 120, 30));
    for (int size = 0; size < Records.SLOT; size++) {
      assertThat(refusal(Arrays.copyOf(disk.bytes, size))).isEqualTo(Code.LEDGER_DAMAGED);
    }
    for (int size = Records.SLOT; size < disk.bytes.length; size++) {
      Missions cut = Missions.open(MemoryDisk.of(Arrays.copyOf(disk.bytes, size)));
      assertThat(cut.all()).hasSize(size < 2 * Records.SLOT ? 0 : 1);
    }
  }

  @Test
  void aWriteTornAtAnyByteFailsAndIsGoneOnTheNextStart() throws Exception {
    for (int size = 0; size < Records.SLOT; size++) {
      MemoryDisk disk = new MemoryDisk();
      MissionStore store = resume(with(disk, "tour-1"), "tour-1");
      store.commit(standing(1, 10, 90));
      disk.tearAt(size);
      assertThatThrownBy(() -> store.commit(standing(2, 120, 30))).isInstanceOf(Unwritten.class);
      // Nothing is written after a failure: nobody knows what the device has kept.
      assertThatThrownBy(() -> store.commit(standing(3, 120, 30))).isInstanceOf(Unwritten.class);
      Missions again = Missions.open(disk);
      MissionStore next = resume(again, "tour-1");
      assertThat(next.balance().energy().used()).isEqualTo(100);
      next.commit(standing(1, 130, 20));
      assertThat(reread(disk, "tour-1").energy().used()).isEqualTo(150);
    }
  }

  @Test
  void rtn0651NearATailOfZerosWasNeverWritten() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    resume(with(disk, "tour-1"), "tour-1").commit(standing(1, 10, 90));
    byte[] longer = Arrays.copyOf(disk.bytes, disk.bytes.length + 2 * Records.SLOT + 17);
    Missions again = Missions.open(MemoryDisk.of(longer));
    assertThat(again.find("tour-1").orElseThrow().energy().used()).isEqualTo(100);
  }

  @Test
  void anyByteThatWasChangedIsFoundAndNothingIsOverwritten() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    MissionStore store = resume(with(disk, "tour-1"), "tour-1");
    store.commit(standing(1, 10, 90));
    for (int at = 0; at < disk.bytes.length; at++) {
      byte[] flipped = disk.bytes.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      assertThat(refusal(flipped)).isEqualTo(Code.LEDGER_DAMAGED);
    }
  }

  @Test
  void recordsThatChangedPlacesOrAreMissingAreFound() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    MissionStore store = resume(with(disk, "tour-1"), "tour-1");
    store.commit(standing(1, 10, 90));
    store.commit(standing(2, 10, 80));
    byte[] without = Arrays.copyOf(disk.bytes, disk.bytes.length - Records.SLOT);
    System.arraycopy(disk.bytes, 3 * Records.SLOT, without, 2 * Records.SLOT, Records.SLOT);
    assertThat(refusal(without)).isEqualTo(Code.LEDGER_DAMAGED);
  }

  @Test
  void rtn0651SomethingElseIsNoLedger() {
    assertThat(refusal("a diary".repeat(200).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Code.LEDGER_DAMAGED);
    assertThat(refusal(new byte[4 * Records.SLOT])).isEqualTo(Code.LEDGER_DAMAGED);
  }

  @Test
  void rtn0652ANewerLedgerIsLeftAlone() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Missions unused = with(disk, "tour-1");
    String text = new String(disk.bytes, StandardCharsets.ISO_8859_1);
    String head = text.substring(9, Records.SLOT).replace("version=1 ", "version=2 ");
    var sum = new java.util.zip.CRC32C();
    sum.update(head.getBytes(StandardCharsets.ISO_8859_1));
    String newer = "%08x %s".formatted(sum.getValue(), head) + text.substring(Records.SLOT);
    assertThat(refusal(newer.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(Code.LEDGER_NEWER);
  }

  @Test
  void aLongLedgerIsWrittenAnewAndSaysTheSame() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Missions missions = with(disk, "tour-1");
    Mission unused = missions.begin(mission("tour-2"));
    MissionStore store = resume(missions, "tour-1");
    for (int i = 1; i <= 3_000; i++) {
      store.commit(new Standing(i, new Use(i / 3, 0), NOTHING, new Use(i / 33, 0)));
    }
    assertThat(disk.bytes.length).isLessThan(1_000 * Records.SLOT);
    assertThat(Missions.open(disk).all()).isEqualTo(missions.all());
    assertThat(reread(disk, "tour-1").energy().spent()).isEqualTo(1_000);
    assertThat(reread(disk, "tour-2").reserve().spent()).isEqualTo(90);
  }

  @Test
  void aNameCountsOnce() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Missions missions = with(disk, "tour-1");
    assertThatThrownBy(() -> missions.begin(mission("tour-1")))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.MISSION_EXISTS));
    assertThatThrownBy(() -> missions.begin(mission("a b")))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.WRONG_MISSION));
  }

  @Test
  void aMissionStaysAtItsSite() throws Exception {
    Missions missions = with(new MemoryDisk(), "tour-1");
    assertThatThrownBy(() -> missions.resume("tour-1", "cellar", "robo", 100))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.MISSION_ELSEWHERE));
  }

  @Test
  void aClosedMissionDoesNotGoOn() throws Exception {
    Missions missions = with(new MemoryDisk(), "tour-1");
    Mission unused = missions.close("tour-1");
    assertThatThrownBy(() -> resume(missions, "tour-1"))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.NO_SUCH_MISSION));
  }

  @Test
  void rtn0653TheSafetyReserveBelongsToTheRobotAndEndsItsRuns() throws Exception {
    MemoryDisk disk = new MemoryDisk();
    Missions missions = with(disk, "tour-1");
    resume(missions, "tour-1").commit(new Standing(1, NOTHING, NOTHING, new Use(100, 0)));
    assertThat(missions.begin(mission("tour-2")).reserve().left()).isZero();
    assertThatThrownBy(() -> resume(missions, "tour-2"))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.RESERVE_USED_UP));
    assertThat(missions.recharge("tour-2").reserve().left()).isEqualTo(100);
    assertThat(resume(missions, "tour-1").balance().reserve().used()).isZero();
  }

  @Test
  void rtn0653NearALittleOfTheReserveIsLeft() throws Exception {
    Missions missions = with(new MemoryDisk(), "tour-1");
    resume(missions, "tour-1").commit(new Standing(1, NOTHING, NOTHING, new Use(99, 0)));
    assertThat(resume(missions, "tour-1").balance().reserve().left()).isEqualTo(1);
  }

  @Test
  void aRechargeFillsTheEnergyAndLeavesTheMoney() throws Exception {
    Missions missions = with(new MemoryDisk(), "tour-1");
    resume(missions, "tour-1").commit(new Standing(1, new Use(700, 9), new Use(20, 3), NOTHING));
    Mission full = missions.recharge("tour-1");
    assertThat(full.energy()).isEqualTo(Purse.full(1_000));
    assertThat(full.money().used()).isEqualTo(23);
    assertThat(missions.giveMoney("tour-1", 10).money().used()).isEqualTo(13);
    assertThat(missions.giveMoney("tour-1", 1_000).money()).isEqualTo(Purse.full(50));
  }

  @Test
  void aMeasurementCorrectsWhatWasLost() throws Exception {
    Missions missions = with(new MemoryDisk(), "tour-1");
    resume(missions, "tour-1").commit(standing(1, 40, 60));
    MissionStore unused = resume(missions, "tour-1");
    assertThat(missions.correctEnergy("tour-1", 12).energy()).isEqualTo(new Purse(1_000, 52, 0, 0));
  }
}
