package dev.ration.repl.session;

import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.Secrets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a session is begun with. Immutable.
 *
 * @param folder where files are looked for
 * @param site a site's file or name; without it, what {@code ration.toml} says
 * @param backends the kinds of models there are
 * @param connectors ways to reach robots other than the simulated one
 * @param isVirtual whether time is virtual: runs take no time, and can be repeated
 * @param seed of everything that is drawn by lot
 * @param isColour whether answers are coloured
 */
public record Settings(
    Path folder,
    Optional<String> site,
    Secrets secrets,
    List<InferenceBackend> backends,
    List<RobotConnector> connectors,
    boolean isVirtual,
    long seed,
    boolean isColour) {
  public Settings {
    backends = List.copyOf(backends);
    connectors = List.copyOf(connectors);
  }

  /** On the real clock, with the backends and connectors on the class path. */
  public static Settings of(Path folder, Optional<String> site, Secrets secrets) {
    return new Settings(
        folder,
        site,
        secrets,
        ServiceLoader.load(InferenceBackend.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList(),
        ServiceLoader.load(RobotConnector.class).stream().map(ServiceLoader.Provider::get).toList(),
        false,
        0,
        false);
  }

  /** The same with coloured answers or plain ones. */
  public Settings withColour(boolean isWanted) {
    return new Settings(folder, site, secrets, backends, connectors, isVirtual, seed, isWanted);
  }

  /** The same on the virtual clock, with a seed. */
  public Settings onVirtualClock(long other) {
    return new Settings(folder, site, secrets, backends, connectors, true, other, isColour);
  }

  /** The same with a seed. */
  public Settings seeded(long other) {
    return new Settings(folder, site, secrets, backends, connectors, isVirtual, other, isColour);
  }
}
