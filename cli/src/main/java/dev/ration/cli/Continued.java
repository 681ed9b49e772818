package dev.ration.cli;

import dev.ration.plan.profile.Site;
import dev.ration.runtime.assembly.SiteMissions;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.mission.StateException;
import dev.ration.runtime.mission.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mission that the runs of a command continue, if any; its folder is held till the end. */
final class Continued implements AutoCloseable {
  private final @Nullable StateFolder folder;
  private final String id;
  private final Site site;

  private Continued(@Nullable StateFolder folder, String id, Site site) {
    this.folder = folder;
    this.id = id;
    this.site = site;
  }

  /**
   * Opens the folder; without a mission nothing is opened.
   *
   * @throws WrongUse if the folder cannot be used
   */
  static Continued of(Optional<String> mission, Optional<Path> state, Site site) {
    return new Continued(state.map(States::open).orElse(null), mission.orElse(""), site);
  }

  /**
   * Continues the mission with one more run.
   *
   * @throws WrongUse if the mission does not go on
   */
  Optional<MissionStore> resume() {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SiteMissions.resume(folder.missions(), id, site));
    } catch (StateException refused) {
      throw States.wrong(refused);
    }
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      folder.close();
    }
  }
}
