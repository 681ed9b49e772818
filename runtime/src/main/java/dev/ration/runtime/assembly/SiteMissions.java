package dev.ration.runtime.assembly;

import dev.ration.plan.profile.Site;
import dev.ration.runtime.energy.MissionStore;
import dev.ration.runtime.mission.Mission;
import dev.ration.runtime.mission.Missions;
import dev.ration.runtime.mission.StateException;
import java.io.IOException;

/** Missions with the budgets that a site gives: {@code energy}, {@code money}, the reserve. */
public final class SiteMissions {
  private SiteMissions() {}

  /**
   * Begins a mission with the site's budgets, on the operator's word.
   *
   * @throws StateException if there is one of this name, or the name cannot be one
   */
  public static Mission begin(Missions missions, String id, Site site)
      throws IOException, StateException {
    return missions.begin(SiteFacts.mission(id, site));
  }

  /**
   * Continues a mission at its site, with the budgets with which it began.
   *
   * @throws StateException if there is none, it is closed or belongs elsewhere, or the robot has
   *     used up its safety reserve
   */
  public static MissionStore resume(Missions missions, String id, Site site) throws StateException {
    return missions.resume(
        id, site.name(), site.robot().name(), site.robot().safetyReserve().value());
  }
}
