package dev.ration.connect.driver;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.RobotException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Where a driver is. Immutable. */
public sealed interface Address {
  /** A Unix-domain socket. */
  record Unix(Path path) implements Address {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /** A port of this machine. */
  record Tcp(InetAddress host, int port) implements Address {
    @Override
    public String toString() {
      return "tcp:" + host.getHostAddress() + ":" + port;
    }
  }

  /** A child process, spoken to by its pipes; nobody else can reach it. */
  record Exec(List<String> command) implements Address {
    public Exec {
      command = List.copyOf(command);
    }

    @Override
    public String toString() {
      return "exec:" + String.join(" ", command);
    }
  }

  /**
   * Reads {@code unix:PATH}, {@code tcp:HOST:PORT} or {@code exec:COMMAND WORDS}.
   *
   * @throws RobotException if it is none of them, or on another machine
   */
  static Address parse(String text) throws RobotException {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1).strip();
    if (rest.isEmpty()) {
      throw bad(text);
    }
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "unix" -> unix(text, rest);
      case "tcp" -> tcp(text, rest);
      case "exec" -> new Exec(List.of(rest.split("\\s+")));
      default -> throw bad(text);
    };
  }

  private static Address unix(String text, String path) throws RobotException {
    try {
      return new Unix(Path.of(path));
    } catch (InvalidPathException _) {
      throw bad(text);
    }
  }

  private static Address tcp(String text, String rest) throws RobotException {
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      throw bad(text);
    }
    try {
      InetAddress host = InetAddress.getByName(rest.substring(0, colon));
      int port = Integer.parseInt(rest.substring(colon + 1));
      if (!host.isLoopbackAddress() || port < 1 || port > 65_535) {
        throw bad(text);
      }
      return new Tcp(host, port);
    } catch (UnknownHostException | NumberFormatException _) {
      throw bad(text);
    }
  }

  private static RobotException bad(String text) {
    return new RobotException(
        Code.BAD_ADDRESS,
        "`%s` is no address of a driver: write unix:PATH, tcp:127.0.0.1:PORT or exec:COMMAND."
            .formatted(text));
  }
}
