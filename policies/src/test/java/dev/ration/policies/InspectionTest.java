package dev.ration.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of parts, read by the real local model, with a server that gives second opinions. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class InspectionTest {
  private static final int CLEAN = 0;
  private static final int FOUND = 1;
  private static final Path ROOT = Path.of(System.getProperty("ration.root", ".."));
  private static final Path SHIPPED = ROOT.resolve("policies/inspection");
  private static final String REPLY =
      """
      {"choices":[{"message":{"role":"assistant",\
      "content":"{\\"answer\\":{\\"serial\\":\\"KX4719\\",\\"torque\\":35}}"},\
      "finish_reason":"stop"}],"usage":{"prompt_tokens":1100,"completion_tokens":20}}
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  @TempDir private Path folder;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] reply = REPLY.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sortsByWhatTheLocalModelReads() throws Exception {
    assertThat(inspect(SHIPPED, "clear", "--clock", "virtual")).contains("push good");
    assertThat(inspect(SHIPPED, "other_torque", "--clock", "virtual")).contains("push wrong");
  }

  @Test
  void givesWhatNobodyCanReadToAPerson() throws Exception {
    assertThat(inspect(SHIPPED, "blurred", "--clock", "virtual")).contains("push manual");
  }

  @Test
  void asksOutsideWhereTheLocalModelIsNotSure() throws Exception {
    String output = inspect(online("", ""), "blurred", "--site", "online");

    assertThat(output).contains("push good").contains("cloud.vision");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst()).contains("data:image/png;base64,");
  }

  @Test
  void doesNotAskOutsideWhatTheLocalModelReads() throws Exception {
    assertThat(inspect(online("", ""), "clear", "--site", "online")).contains("push good");
    assertThat(asked).isEmpty();
  }

  @Test
  void doesNotAskOutsideWhatWouldComeTooLate() throws Exception {
    Path slow = online("p50: 900 ms, p95: 2000 ms", "p50: 9 s, p95: 20 s");

    assertThat(inspect(slow, "blurred", "--site", "online")).contains("push manual");
    assertThat(asked).isEmpty();
  }

  @Test
  void doesNotAskOutsideWithoutTheMoneyForIt() throws Exception {
    Path poor = online("money: 0.5 EUR", "money: 0.001 EUR");

    assertThat(inspect(poor, "blurred", "--site", "online"))
        .contains("unavailable(money)")
        .contains("push manual");
    assertThat(asked).isEmpty();
  }

  @Test
  void aPriceThatIsAlwaysTooHighIsFoundBeforeTheRun() throws Exception {
    Path dear = online("input: 2 EUR/Mtok", "input: 200 EUR/Mtok");

    assertThat(ended(FOUND, dear, "blurred", "--site", "online"))
        .contains("RTN0305")
        .contains("it may spend 0.01 EUR")
        .doesNotContain("push");
    assertThat(asked).isEmpty();
  }

  @Test
  void doesNotAskOutsideWithoutTheEnergyForIt() throws Exception {
    Path poor = online("", "");
    replaceInPolicy(poor, "within 4 s   energy 40 J", "within 4 s   energy 100 mJ");

    assertThat(inspect(poor, "blurred", "--site", "online")).contains("push manual");
    assertThat(asked).isEmpty();
  }

  @Test
  void asksOutsideWhereTheLocalModelReadsButWithTooLittleConfidence() throws Exception {
    Path strict = online("", "");
    replaceInPolicy(strict, "confirm label(view) at 0.75", "confirm label(view) at 0.9999");

    assertThat(inspect(strict, "tilted", "--site", "online"))
        .contains("low_confidence")
        .contains("push good");
    assertThat(asked).hasSize(1);
  }

  @Test
  void doesNotTrustAnAnswerFromOutsideThatIsNotSureEnough() throws Exception {
    Path unsure = online("confidence: 85 %", "confidence: 60 %");

    assertThat(inspect(unsure, "blurred", "--site", "online")).contains("push manual");
    assertThat(asked).hasSize(1);
  }

  @Test
  void givesWhatWasNotPhotographedToAPerson() throws Exception {
    assertThat(inspect(SHIPPED, "", "--clock", "virtual"))
        .contains("no_picture")
        .contains("push manual");
  }

  /** The shipped policy on its online site, at our server, with one figure replaced. */
  private Path online(String figure, String by) throws IOException {
    Files.createDirectories(folder.resolve("sites"));
    for (String file : List.of("ration.toml", "station.ration", "sites/bench.ration")) {
      Files.copy(SHIPPED.resolve(file), folder.resolve(file));
    }
    String site = Files.readString(SHIPPED.resolve("sites/online.ration"));
    assertThat(site).contains(figure).contains("https://models.example/v1");
    String here = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    Files.writeString(
        folder.resolve("sites/online.ration"),
        site.replace(figure.isEmpty() ? "no such figure" : figure, by)
            .replace("https://models.example/v1", here)
            .replace("images: \"yes\"", "images: \"yes\", stream: \"no\""));
    return folder;
  }

  private static void replaceInPolicy(Path root, String what, String by) throws IOException {
    Path policy = root.resolve("station.ration");
    String text = Files.readString(policy);
    assertThat(text).contains(what);
    Files.writeString(policy, text.replace(what, by));
  }

  private static String inspect(Path root, String picture, String... options)
      throws IOException, InterruptedException {
    return ended(CLEAN, root, picture, options);
  }

  private static String ended(int code, Path root, String picture, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ration.cli.Main",
                "run",
                root.resolve("station.ration").toString()));
    if (!picture.isEmpty()) {
      command.add("--see");
      command.add(SHIPPED.resolve("pictures/" + picture + ".png").toString());
    }
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("VISION_KEY", "not-a-real-key");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }
}
