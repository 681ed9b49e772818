package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of drivers that it cannot use. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DriverCodesTest {
  @TempDir private Path directory;

  private static Ration wave(String address) {
    Path file = Ration.ROOT.resolve("connect/driver/examples/wave.ration");
    return Ration.run("run", file, "--driver", "arm=" + address);
  }

  /** What a run says of a driver that answers with these members in its hello, and says no more. */
  private Ration greetedWith(String members) throws IOException {
    return saying(
        "{\"type\":\"hello\",\"protocol\":1,\"driver\":\"arm\",\"grant\":1048576,"
            + "\"resources\":[],\"actions\":[],"
            + members
            + "}\n",
        true);
  }

  /** What a run says of a driver that says this, and stays until the run lets go or goes itself. */
  private Ration saying(String words, boolean stays) throws IOException {
    Path socket = directory.resolve("arm.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofPlatform().daemon().start(() -> greet(server, words, stays));
      return wave("unix:" + socket);
    }
  }

  private static void greet(ServerSocketChannel server, String words, boolean stays) {
    try (SocketChannel peer = server.accept()) {
      int written = peer.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
      assertThat(written).isEqualTo(words.length());
      ByteBuffer heard = ByteBuffer.allocate(1_000);
      while (stays && peer.read(heard.clear()) >= 0) {
        // Until the run lets go.
        continue;
      }
    } catch (IOException _) {
      // The run has let go.
      return;
    }
  }

  @Test
  void rtn0720NobodyAtTheAddress() {
    Ration refused = wave("unix:" + directory.resolve("nobody.sock"));

    assertThat(refused.err()).contains("RTN0720");
    assertThat(refused.code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void rtn0720AProgramThatIsNoDriver() throws IOException {
    assertThat(saying("220 mail.example ready\r\n", false).err())
        .contains("RTN0720")
        .contains("; it sent what is no message of the protocol")
        .contains("`220 mail.example ready?`")
        .doesNotContain("Exception");
  }

  @Test
  void rtn0720NearADriverThatAnswers() throws IOException {
    assertThat(greetedWith("\"lapses\":false,\"stopped\":false").err())
        .contains("RTN0641")
        .doesNotContain("RTN0720");
  }

  @Test
  void rtn0721ADriverThatWasStopped() throws IOException {
    assertThat(greetedWith("\"lapses\":true,\"stopped\":true").err())
        .contains("RTN0721")
        .contains("ration rearm");
  }

  @Test
  void rtn0721NearADriverThatIsArmed() throws IOException {
    Ration refused = greetedWith("\"lapses\":true,\"stopped\":false");

    // It does nothing, but it would.
    assertThat(refused.out() + refused.err()).contains("RTN0640").doesNotContain("RTN0721");
  }

  @Test
  void rtn0722AnAddressOnAnotherMachine() {
    Ration refused = wave("tcp:192.0.2.1:7010");

    assertThat(refused.err()).contains("RTN0722");
    assertThat(refused.code()).isEqualTo(ExitCode.FAULT);
  }

  @Test
  void rtn0722NearAnAddressOnThisMachine() {
    assertThat(wave("tcp:127.0.0.1:1").err()).contains("RTN0720").doesNotContain("RTN0722");
  }

  @Test
  void nobodyToStopIsUnconfirmed() {
    Ration stopped = Ration.run("estop", "unix:" + directory.resolve("nobody.sock"), "exec:arm");

    assertThat(stopped.out()).contains("No driver answers").contains("hears its parent only");
    assertThat(stopped.code()).isEqualTo(ExitCode.FOUND);
  }
}
