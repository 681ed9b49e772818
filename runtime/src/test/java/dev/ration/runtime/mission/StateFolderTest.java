package dev.ration.runtime.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.plan.Code;
import dev.ration.runtime.energy.MissionStore.Standing;
import dev.ration.runtime.energy.MissionStore.Use;
import dev.ration.runtime.energy.Purse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of missions on a real file system. */
class StateFolderTest {
  private static final Mission TOUR =
      new Mission(
          "tour", "a lobby", "robo", "", Purse.full(9), Purse.full(0), Purse.full(3), false);

  @TempDir private Path folder;

  @Test
  void whatWasWrittenIsThereAfterClosing() throws Exception {
    Path state = folder.resolve("state");
    try (StateFolder opened = StateFolder.openOrCreate(state)) {
      Mission unused = opened.missions().begin(TOUR);
      opened
          .missions()
          .resume("tour", "a lobby", "robo", 3)
          .commit(new Standing(1, new Use(2, 4), new Use(0, 0), new Use(0, 0)));
      assertThat(StateFolder.read(state)).hasSize(1);
    }
    try (StateFolder again = StateFolder.open(state)) {
      assertThat(again.missions().find("tour").orElseThrow().energy())
          .isEqualTo(new Purse(9, 2, 0, 4));
    }
  }

  @Test
  void theSecondOneIsRefused() throws Exception {
    try (StateFolder first = StateFolder.openOrCreate(folder)) {
      assertThat(first.missions().all()).isEmpty();
      assertThatThrownBy(() -> StateFolder.open(folder))
          .isInstanceOfSatisfying(
              StateException.class, e -> assertThat(e.code()).isEqualTo(Code.STATE_IN_USE));
    }
    StateFolder.open(folder).close();
  }

  @Test
  void aFolderWithoutALedgerIsNotMadeByARun() {
    assertThatThrownBy(() -> StateFolder.open(folder.resolve("nowhere")))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.NO_SUCH_MISSION));
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aDamagedLedgerIsLeftAsItIs() throws Exception {
    StateFolder.openOrCreate(folder).close();
    Path ledger = folder.resolve("missions.ledger");
    byte[] bytes = Files.readAllBytes(ledger);
    bytes[100] ^= 1;
    Files.write(ledger, bytes);
    assertThatThrownBy(() -> StateFolder.openOrCreate(folder))
        .isInstanceOfSatisfying(
            StateException.class, e -> assertThat(e.code()).isEqualTo(Code.LEDGER_DAMAGED));
    assertThat(ledger).hasBinaryContent(bytes);
  }
}
