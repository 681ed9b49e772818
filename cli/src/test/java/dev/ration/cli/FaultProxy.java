package dev.ration.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A link to a server on this machine, in whatever trouble a script says; it keeps every byte that
 * is sent through it.
 *
 * <p>A request meets the trouble there is when it has arrived; {@link Trouble.Down} ends the
 * connections there are as well. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final InetSocketAddress here;

  /** Keeps the port while nobody listens at it: bound, and without a peer. */
  private final Socket placeholder = new Socket();

  private final Set<ProxiedLine> lines = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Map<Duration, Trouble> toCome = new ConcurrentHashMap<>();
  private final AtomicInteger untilBegin = new AtomicInteger();
  private volatile Trouble trouble = Trouble.NONE;
  private boolean isClosed;
  private ServerSocket door;

  /**
   * One request whole, with its headers; bytes that are no UTF-8 come out as marks.
   *
   * @param atNanos when it had arrived, as {@link System#nanoTime} counts
   * @param met what it met
   */
  record Request(long atNanos, String text, Trouble met) {}

  /** Leads to a port of this machine. */
  FaultProxy(int port) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    placeholder.setReuseAddress(true);
    placeholder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    here = (InetSocketAddress) placeholder.getLocalSocketAddress();
    door = openDoor();
  }

  /** The base address for a site file. */
  String url() {
    return "http://127.0.0.1:" + here.getPort() + "/v1";
  }

  /** Every request so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** All that was sent so far. */
  String heard() {
    return String.join("\n", requests.stream().map(Request::text).toList());
  }

  /** From now on there is this trouble. */
  synchronized void meet(Trouble next) {
    if (isClosed) {
      return;
    }
    boolean wasDown = trouble instanceof Trouble.Down;
    boolean isDown = next instanceof Trouble.Down;
    trouble = next;
    try {
      if (isDown && !wasDown) {
        door.close();
        lines.forEach(ProxiedLine::reset);
      } else if (wasDown && !isDown) {
        door = openDoor();
      }
    } catch (IOException lost) {
      throw new IllegalStateException("the port is lost", lost);
    }
  }

  /**
   * From each of these instants on, counted from the {@code begin}-th request, there is that
   * trouble; what stands at zero begins now.
   */
  void script(Map<Duration, Trouble> script, int begin) {
    untilBegin.set(begin);
    Trouble first = script.get(Duration.ZERO);
    if (first != null) {
      meet(first);
    }
    toCome.putAll(script);
    toCome.remove(Duration.ZERO);
  }

  private void begin() {
    if (untilBegin.decrementAndGet() == 0) {
      toCome.forEach(
          (at, next) -> {
            var _ = timer.schedule(() -> meet(next), at.toNanos(), TimeUnit.NANOSECONDS);
          });
    }
  }

  private ServerSocket openDoor() throws IOException {
    ServerSocket opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(here, 64);
    Thread.ofVirtual().start(() -> accept(opened));
    return opened;
  }

  private void accept(ServerSocket opened) {
    try (opened) {
      while (true) {
        ProxiedLine line = new ProxiedLine(opened.accept(), server, this::met);
        lines.add(line);
        Thread.ofVirtual()
            .start(
                () -> {
                  line.serve();
                  lines.remove(line);
                });
      }
    } catch (IOException _) {
      // It was shut.
      return;
    }
  }

  /** What a request meets that has arrived now. */
  private Trouble met(byte[] request) {
    begin();
    Trouble now = trouble;
    requests.add(new Request(System.nanoTime(), new String(request, StandardCharsets.UTF_8), now));
    return now;
  }

  @Override
  public synchronized void close() throws IOException {
    isClosed = true;
    timer.shutdownNow();
    door.close();
    lines.forEach(ProxiedLine::reset);
    placeholder.close();
  }
}
