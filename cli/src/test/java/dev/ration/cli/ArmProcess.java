package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One of the sample drivers in a process of its own, and a connection that watches it. */
final class ArmProcess implements AutoCloseable {
  static final Path EXAMPLES = Ration.ROOT.resolve("connect/driver/examples");

  /** From a stop to standing still, as the samples promise. */
  static final double STOP_MILLIS = 300;

  private final Process process;
  private final Path socket;

  private ArmProcess(List<String> command, Path socket) throws IOException {
    this.socket = socket;
    List<String> all = new ArrayList<>(command);
    all.add(address());
    process = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(process.inputReader().readLine()).isEqualTo("listening at " + address());
  }

  static ArmProcess python(Path directory) throws IOException {
    return new ArmProcess(
        List.of("python3", EXAMPLES.resolve("arm_driver.py").toString()),
        directory.resolve("arm.sock"));
  }

  static ArmProcess java(Path directory) throws IOException {
    return java(directory, EXAMPLES.resolve("ArmDriver.java"));
  }

  /** The Java sample with something in it replaced. */
  static ArmProcess changed(Path directory, String from, String to) throws IOException {
    String text = Files.readString(EXAMPLES.resolve("ArmDriver.java"));
    assertThat(text).contains(from);
    Path file = directory.resolve("ArmDriver.java");
    return java(directory, Files.writeString(file, text.replace(from, to)));
  }

  private static ArmProcess java(Path directory, Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ArmProcess(
        List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx64m", file.toString()),
        directory.resolve("arm.sock"));
  }

  String address() {
    return "unix:" + socket;
  }

  /** What the driver tells everybody. */
  Watch watch() throws IOException {
    return new Watch(socket);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** A connection that only hears. */
  static final class Watch implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader lines;

    private Watch(Path socket) throws IOException {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
      OutputStream out = Channels.newOutputStream(channel);
      out.write(
          "{\"type\":\"hello\",\"protocol\":1,\"role\":\"watch\"}\n"
              .getBytes(StandardCharsets.UTF_8));
      Map<String, Object> unused = await("hello");
    }

    /** The next message of a type; others are passed over. */
    Map<String, Object> await(String type) throws IOException {
      Map<String, Object> message = next();
      while (!type.equals(message.get("type"))) {
        message = next();
      }
      return message;
    }

    private Map<String, Object> next() throws IOException {
      return JSON.std.mapFrom(Objects.requireNonNull(lines.readLine(), "the driver ended"));
    }

    /** When the driver told something, on its own clock. */
    static double at(Map<String, Object> message) {
      return ((Number) Objects.requireNonNull(message.get("at_ms"))).doubleValue();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
