package dev.ration.cli;

import dev.ration.plan.Code;
import dev.ration.runtime.mission.StateException;
import dev.ration.runtime.mission.StateFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Folders of missions, with their faults in the words of the command line. */
final class States {
  private States() {}

  /** What is done with the missions of a folder. */
  @FunctionalInterface
  interface Work<T> {
    T on(StateFolder folder) throws IOException, StateException;
  }

  /**
   * Opens a folder, which this process alone has until it is closed.
   *
   * @throws WrongUse if it cannot be used
   */
  static StateFolder open(Path folder) {
    try {
      return StateFolder.open(folder);
    } catch (StateException refused) {
      throw wrong(refused);
    } catch (IOException failed) {
      throw unreadable(folder, failed);
    }
  }

  /**
   * Does something with a folder, and lets go of it.
   *
   * @param makes whether it is made where it is missing
   * @throws WrongUse if that is refused, or the folder cannot be used
   */
  static <T> T with(Path folder, boolean makes, Work<T> work) {
    try (StateFolder opened = makes ? StateFolder.openOrCreate(folder) : StateFolder.open(folder)) {
      return work.on(opened);
    } catch (StateException refused) {
      throw wrong(refused);
    } catch (IOException failed) {
      throw new WrongUse(
          Code.LEDGER_UNWRITTEN,
          "The missions in `%s` cannot be written: %s.".formatted(folder, failed.getMessage()));
    }
  }

  static WrongUse unreadable(Path folder, IOException failed) {
    return new WrongUse(
        Code.UNREADABLE_FILE,
        "The missions in `%s` cannot be read: %s.".formatted(folder, failed.getMessage()));
  }

  /** What to do about it is on the code's page. */
  static WrongUse wrong(StateException refused) {
    return new WrongUse(
        refused.code(),
        "%s; `ration explain %s` says what to do"
            .formatted(refused.getMessage(), refused.code().id()));
  }
}
