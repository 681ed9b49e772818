import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A driver for Ration: one simulated arm. JDK 25, this one file, no libraries.
 *
 * <pre>
 *   java ArmDriver.java unix:/tmp/arm.sock      a socket, for any number of connections
 *   java ArmDriver.java tcp:127.0.0.1:7010      the same on a port of this machine
 *   java ArmDriver.java                         one connection on standard input and output
 * </pre>
 *
 * <p>docs/driver.md is the protocol. What makes it safe is in one place, {@link #tick}: it runs a
 * hundred times a second, waits for nobody, and ends every motion whose lease has run out. Reading
 * and writing is left to other threads, so that a peer which hangs cannot hold it up. Everything
 * that is not in {@link Peer} runs on the thread of {@link #run}.
 */
public final class ArmDriver {
  private static final String RESOURCE = "arm.right";
  private static final int STOP_MS = 300;
  private static final int MAX_LINE = 65_536;
  private static final double PERIOD = 0.01;
  private static final double SPEED = 60;

  /** Degrees a second, each second: from full speed to rest in 200 ms. */
  private static final double BRAKE = 300;

  /** Each process that takes control starts above the next multiple of this. */
  private static final long EPOCH = 1 << 20;

  private final BlockingQueue<Heard> inbox = new LinkedBlockingQueue<>();
  private final List<Peer> peers = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private Peer control;
  private Motion motion;
  private long grant;
  private double angle;
  private double speed;
  private double looked = now();
  private boolean isStopped;
  private boolean isToldSafe = true;

  /** A line of a peer; null when it has gone. */
  private record Heard(Peer peer, String line) {}

  /** The command that moves the arm, and how long it may. */
  private static final class Motion {
    final long id;
    final long grant;
    final double until;
    double leaseEnd;
    boolean hasBegun;
    boolean isStopping;
    boolean isHeld;

    Motion(long id, long grant, double until, double leaseEnd) {
      this.id = id;
      this.grant = grant;
      this.until = until;
      this.leaseEnd = leaseEnd;
    }
  }

  private static double now() {
    return System.nanoTime() / 1e9;
  }

  // ---- the loop ---------------------------------------------------------------------------------

  private void run(boolean servesOthers) throws InterruptedException {
    while (servesOthers || !peers.isEmpty() || !isSafe()) {
      double deadline = looked + PERIOD;
      long nanos = (long) Math.max(0, (deadline - now()) * 1e9);
      Heard heard = inbox.poll(nanos, TimeUnit.NANOSECONDS);
      if (heard != null) {
        hear(heard.peer, heard.line);
      }
      if (now() >= deadline) {
        tick();
      }
    }
  }

  /** What the arm does by itself, whoever is there. */
  private void tick() {
    double passed = now() - looked;
    looked = now();
    if (motion != null && !motion.isStopping && now() >= motion.leaseEnd) {
      tell("lapsed", "\"id\":" + motion.id);
      motion.isStopping = true;
    }
    boolean moves = motion != null && !motion.isStopping && !motion.isHeld;
    speed = moves ? SPEED : Math.max(0, speed - BRAKE * passed);
    angle = (angle + speed * passed) % 90;
    if (moves && !motion.hasBegun) {
      motion.hasBegun = true;
      tell("begun", "\"id\":" + motion.id);
    }
    if (moves && now() >= motion.until) {
      tell("done", "\"id\":" + motion.id + ",\"result\":" + Math.round(angle));
      motion = null;
      speed = 0;
    }
    if (isSafe()) {
      settle();
    }
  }

  private boolean isSafe() {
    return speed == 0;
  }

  /** Everything stands still: say so to all who wait for it. */
  private void settle() {
    if (motion != null && motion.isStopping) {
      tell("stopped", "\"id\":" + motion.id);
      motion = null;
    }
    if (motion == null) {
      waiting.forEach(Runnable::run);
      waiting.clear();
      if (isStopped && !isToldSafe) {
        isToldSafe = true;
        tell("estop", "\"safe\":true");
      }
    }
  }

  private void stopMotion() {
    if (motion != null) {
      motion.isStopping = true;
    }
  }

  /** Everybody who said hello, or has pressed the stop, hears what happens. */
  private void tell(String type, String members) {
    peers.stream().filter(peer -> peer.role != null).forEach(peer -> peer.send(type, members));
  }

  // ---- the protocol -----------------------------------------------------------------------------

  private void hear(Peer peer, String line) {
    if (line == null) {
      leave(peer);
      return;
    }
    if (!peers.contains(peer)) {
      peers.add(peer);
    }
    try {
      Map<?, ?> message = (Map<?, ?>) new Json(line).whole();
      obey(peer, message, (String) message.get("type"));
    } catch (RuntimeException _) {
      peer.send("error", "\"why\":\"malformed\"");
    }
  }

  private void obey(Peer peer, Map<?, ?> message, String type) {
    switch (type) {
      case "hello" -> hello(peer, message);
      case "state" -> {
        String running = motion == null ? "" : String.valueOf(motion.id);
        peer.send("state", "\"running\":[" + running + "]," + status());
      }
      case "command" -> command(peer, message);
      case "safe_stop" -> safeStop(peer, message);
      case "estop" -> emergencyStop(peer);
      case "rearm" -> rearm(peer);
      case "bye" -> leave(peer);
      case "stop", "hold", "resume", "renew" -> {
        boolean isRunning =
            motion != null
                && motion.id == whole(message, "id")
                && motion.grant == whole(message, "grant");
        if (isRunning && peer == control) {
          steer(type, message);
        }
      }
      default -> peer.send("error", "\"why\":\"unknown type\"");
    }
  }

  private void steer(String type, Map<?, ?> message) {
    switch (type) {
      case "stop" -> stopMotion();
      case "renew" -> {
        if (!motion.isStopping) {
          motion.leaseEnd = now() + number(message, "lease_ms") / 1000;
        }
      }
      default -> motion.isHeld = type.equals("hold");
    }
  }

  private void hello(Peer peer, Map<?, ?> message) {
    if (whole(message, "protocol") != 1) {
      peer.send("error", "\"why\":\"protocol\"");
      return;
    }
    peer.role = (String) message.get("role");
    if ("control".equals(peer.role)) {
      if (control != null && control != peer) {
        control.send("fenced", "");
        control.role = null;
        stopMotion();
      }
      control = peer;
      grant = (grant / EPOCH + 1) * EPOCH;
    }
    peer.send(
        "hello",
        "\"protocol\":1,\"driver\":\"arm\",\"lapses\":true,\"actions\":[{\"name\":\"wave.wave\","
            + "\"resources\":[\""
            + RESOURCE
            + "\"],\"example\":{\"seconds\":60}}],"
            + status());
  }

  private String status() {
    return String.format(
        Locale.ROOT,
        "\"grant\":%d,\"stopped\":%b,"
            + "\"resources\":[{\"name\":\"%s\",\"stop_ms\":%d,\"safe\":%b}]",
        grant,
        isStopped,
        RESOURCE,
        STOP_MS,
        isSafe() && motion == null);
  }

  private String refusal(Peer peer, Map<?, ?> message) {
    if (peer != control) {
      return "control";
    }
    if (whole(message, "grant") <= grant) {
      return "grant";
    }
    return isStopped ? "stopped" : "";
  }

  private void command(Peer peer, Map<?, ?> message) {
    long id = whole(message, "id");
    String why = refusal(peer, message);
    if (why.isEmpty() && !"wave.wave".equals(message.get("action"))) {
      why = "action";
    } else if (why.isEmpty() && !message.containsKey("lease_ms")) {
      why = "lease";
    } else if (why.isEmpty() && (motion != null || !isSafe())) {
      why = "busy";
    }
    if (!why.isEmpty()) {
      peer.send("refused", "\"id\":" + id + ",\"why\":\"" + why + "\"");
      return;
    }
    double seconds = number((Map<?, ?>) message.get("arguments"), "seconds");
    double lease = number(message, "lease_ms") / 1000;
    grant = whole(message, "grant");
    tell("accepted", "\"id\":" + id);
    motion = new Motion(id, grant, now() + seconds, now() + lease);
  }

  private void safeStop(Peer peer, Map<?, ?> message) {
    long id = whole(message, "id");
    String why = refusal(peer, message);
    if (!why.isEmpty() && !why.equals("stopped")) {
      peer.send("refused", "\"id\":" + id + ",\"why\":\"" + why + "\"");
      return;
    }
    grant = whole(message, "grant");
    stopMotion();
    waiting.add(() -> peer.send("done", "\"id\":" + id));
  }

  /** From anybody, with or without a hello. */
  private void emergencyStop(Peer peer) {
    peer.role = peer.role == null ? "watch" : peer.role;
    isStopped = true;
    isToldSafe = false;
    stopMotion();
    tell("estop", "\"safe\":false");
  }

  private void rearm(Peer peer) {
    peer.role = peer.role == null ? "watch" : peer.role;
    if (isSafe() && motion == null) {
      isStopped = false;
      tell("rearmed", "");
    } else {
      peer.send("error", "\"why\":\"not safe yet\"");
    }
  }

  /** A connection is gone. Without its control, the arm goes to its safe state. */
  private void leave(Peer peer) {
    peers.remove(peer);
    peer.end();
    if (peer == control) {
      control = null;
      stopMotion();
      tell("lost", "");
    }
  }

  private static double number(Map<?, ?> message, String name) {
    return ((Number) message.get(name)).doubleValue();
  }

  private static long whole(Map<?, ?> message, String name) {
    return ((Number) message.get(name)).longValue();
  }

  // ---- connections ------------------------------------------------------------------------------

  /** One connection. Its two threads do all the waiting. */
  private final class Peer {
    private static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(1000);
    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    String role;

    Peer(ReadableByteChannel in, WritableByteChannel out) {
      this.in = in;
      this.out = out;
    }

    Peer start() {
      Thread.ofPlatform().daemon().start(this::read);
      Thread.ofPlatform().daemon().start(this::write);
      return this;
    }

    /** Never waits: a peer that does not read is let go. */
    void send(String type, String members) {
      String more = members.isEmpty() ? "" : members + ",";
      String at = String.format(Locale.ROOT, "\"at_ms\":%.3f", now() * 1000);
      if (!lines.offer("{\"type\":\"" + type + "\"," + more + at + "}\n")) {
        close();
      }
    }

    void end() {
      if (!lines.offer(END)) {
        close();
      }
    }

    private void close() {
      try {
        in.close();
        out.close();
      } catch (IOException _) {
        return;
      }
    }

    private void read() {
      try (InputStream bytes = Channels.newInputStream(in)) {
        StringBuilder line = new StringBuilder();
        for (int next = bytes.read(); next >= 0 && line.length() < MAX_LINE; next = bytes.read()) {
          if (next == '\n') {
            byte[] read = line.toString().getBytes(StandardCharsets.ISO_8859_1);
            inbox.add(new Heard(this, new String(read, StandardCharsets.UTF_8)));
            line.setLength(0);
          } else {
            line.append((char) next);
          }
        }
      } catch (IOException _) {
        // Gone is gone.
      }
      inbox.add(new Heard(this, null));
    }

    private void write() {
      try {
        for (String line = lines.take(); !line.equals(END); line = lines.take()) {
          ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            out.write(bytes);
          }
        }
      } catch (IOException | InterruptedException _) {
        // Gone is gone.
      }
      close();
    }
  }

  private static void accept(ArmDriver arm, String address) throws IOException {
    String rest = address.substring(address.indexOf(':') + 1);
    boolean isUnix = address.startsWith("unix:");
    SocketAddress where =
        isUnix
            ? UnixDomainSocketAddress.of(rest)
            : new InetSocketAddress(
                rest.substring(0, rest.lastIndexOf(':')),
                Integer.parseInt(rest.substring(rest.lastIndexOf(':') + 1)));
    if (isUnix) {
      Files.deleteIfExists(Path.of(rest));
    }
    ServerSocketChannel server =
        isUnix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    server.bind(where);
    System.out.println("listening at " + address);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                try {
                  SocketChannel channel = server.accept();
                  arm.new Peer(channel, channel).start();
                } catch (IOException broken) {
                  System.err.println("no more connections: " + broken.getMessage());
                  return;
                }
              }
            });
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ArmDriver arm = new ArmDriver();
    if (arguments.length > 0) {
      accept(arm, arguments[0]);
    } else {
      OutputStream out = System.out;
      Peer peer = arm.new Peer(Channels.newChannel(System.in), Channels.newChannel(out));
      arm.peers.add(peer.start());
    }
    arm.run(arguments.length > 0);
  }

  /** The little of JSON that is needed: texts with escapes, numbers, lists, objects. */
  private static final class Json {
    private final String text;
    private int at;

    Json(String text) {
      this.text = text;
    }

    Object whole() {
      Object value = value(0);
      skip();
      if (at < text.length()) {
        throw new IllegalArgumentException("more than one value");
      }
      return value;
    }

    private void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private boolean take(char wanted) {
      skip();
      boolean isThere = at < text.length() && text.charAt(at) == wanted;
      at += isThere ? 1 : 0;
      return isThere;
    }

    private void need(char wanted) {
      if (!take(wanted)) {
        throw new IllegalArgumentException("no " + wanted);
      }
    }

    private Object value(int depth) {
      if (depth > 50) {
        throw new IllegalArgumentException("too deep");
      }
      if (take('{')) {
        return object(depth);
      }
      if (take('[')) {
        List<Object> list = new ArrayList<>();
        boolean isOver = take(']');
        while (!isOver) {
          list.add(value(depth + 1));
          isOver = !take(',');
          if (isOver) {
            need(']');
          }
        }
        return list;
      }
      return take('"') ? string() : word();
    }

    private Map<String, Object> object(int depth) {
      Map<String, Object> map = new LinkedHashMap<>();
      boolean isOver = take('}');
      while (!isOver) {
        need('"');
        String name = string();
        need(':');
        map.put(name, value(depth + 1));
        isOver = !take(',');
        if (isOver) {
          need('}');
        }
      }
      return map;
    }

    private String string() {
      StringBuilder out = new StringBuilder();
      for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) {
        if (next != '\\') {
          out.append(next);
          continue;
        }
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'n' -> out.append('\n');
          case 't' -> out.append('\t');
          case 'r' -> out.append('\r');
          case 'u' -> {
            out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
            at += 4;
          }
          default -> out.append(escaped);
        }
      }
      return out.toString();
    }

    private Object word() {
      int start = at;
      while (at < text.length() && ",]} \t".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      return switch (word) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        case "null" -> null;
        default -> whole(word);
      };
    }

    private static Object whole(String word) {
      return word.matches("-?\\d{1,18}") ? (Object) Long.valueOf(word) : Double.valueOf(word);
    }
  }
}
