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
 * @param isVirtual whether time is virtual: runs take no time, and the seed decides what is drawn
 * @param isColour whether answers are coloured
 */
public record Settings(
    Path folder,
    Optional<String> site,
    Secrets secrets,
    List<InferenceBackend> backends,
    List<RobotConnector> connectors,
    boolean isVirtual,
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
        false);
  }

  /** The same with coloured answers or plain ones. */
  public Settings withColour(boolean isWanted) {
    return new Settings(folder, site, secrets, backends, connectors, isVirtual, isWanted);
  }

  /** The same on the virtual clock. */
  public Settings onVirtualClock() {
    return new Settings(folder, site, secrets, backends, connectors, true, isColour);
  }
}
