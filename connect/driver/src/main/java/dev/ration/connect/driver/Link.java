package dev.ration.connect.driver;

import dev.ration.runtime.spi.RobotException;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lines to and from a driver. Sending never blocks: what the other side does not take is queued,
 * and when too much is queued the link is given up.
 *
 * <p>Thread-safe; each link has two threads of its own.
 */
final class Link implements AutoCloseable {
  private static final int MAX_QUEUED = 1_000;

  /** What the last lines get to be written, and a child process to end after its input has. */
  private static final long LAST_SECONDS = 5;

  private static final String END = "";

  private final Address address;
  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final @Nullable Process child;
  private final BlockingDeque<String> queue = new LinkedBlockingDeque<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private volatile @Nullable Thread writer;

  /** Hears the lines of a link, on its reading thread. */
  interface Listener {
    /** A line came, without its end. */
    void onLine(String line);

    /** Nothing comes any more; the last call. */
    void onEnd(String why);
  }

  private Link(
      Address address, ReadableByteChannel in, WritableByteChannel out, @Nullable Process child) {
    this.address = address;
    this.in = in;
    this.out = out;
    this.child = child;
  }

  /**
   * Opens a link.
   *
   * @throws RobotException if nothing is there
   */
  static Link open(Address address, Listener listener) throws RobotException {
    try {
      Link link = connect(address);
      link.writer = thread("write", link::write);
      Thread unused = thread("read", () -> link.read(listener));
      return link;
    } catch (IOException unreachable) {
      throw new RobotException(
          "No driver answers at `%s`: %s.".formatted(address, words(unreachable)));
    }
  }

  private static Link connect(Address address) throws IOException {
    return switch (address) {
      case Address.Unix(var path) -> {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        yield over(address, channel, UnixDomainSocketAddress.of(path));
      }
      case Address.Tcp(var host, var port) -> {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        yield over(address, channel, new InetSocketAddress(host, port));
      }
      case Address.Exec(var command) -> {
        Process process =
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        yield new Link(
            address,
            Channels.newChannel(process.getInputStream()),
            Channels.newChannel(new Flushing(process.getOutputStream())),
            process);
      }
    };
  }

  /** The pipe to a child process keeps what it is given until it is told to let go. */
  private static final class Flushing extends FilterOutputStream {
    Flushing(OutputStream pipe) {
      super(pipe);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
      out.flush();
    }
  }

  private static Link over(Address address, SocketChannel channel, java.net.SocketAddress peer)
      throws IOException {
    try {
      channel.connect(peer);
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
    return new Link(address, channel, channel, null);
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().name("ration-driver-" + name).daemon().start(work);
  }

  private static String words(IOException problem) {
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }

  Address address() {
    return address;
  }

  /** Sends a message after those before it; without effect once the link is closed. */
  void send(Message message) {
    queue.addLast(message.line());
    if (queue.size() > MAX_QUEUED) {
      close();
    }
  }

  /** Sends a message before all that still wait. */
  void sendFirst(Message message) {
    queue.addFirst(message.line());
  }

  private void write() {
    try {
      String line = queue.take();
      while (!line.equals(END)) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          int unused = out.write(bytes);
        }
        line = queue.take();
      }
      out.close();
    } catch (IOException | InterruptedException _) {
      // The reading thread tells what became of the link.
      closeAll();
    }
  }

  private void read(Listener listener) {
    String why = "it closed the connection";
    try {
      ByteBuffer buffer = ByteBuffer.allocate(8_192);
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (in.read(buffer.clear()) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          byte next = buffer.get();
          if (next == '\n') {
            listener.onLine(line.toString(StandardCharsets.UTF_8));
            line.reset();
          } else if (line.size() < Message.MAX_BYTES) {
            line.write(next);
          } else {
            throw new IOException("a line is longer than " + Message.MAX_BYTES + " bytes");
          }
        }
      }
    } catch (IOException broken) {
      why = isClosed.get() ? "the connection was closed" : words(broken);
    }
    closeAll();
    listener.onEnd(why);
  }

  /** Ends it once what was sent is written; returns without waiting; idempotent. */
  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      queue.addLast(END);
      Thread unused = thread("close", this::finish);
    }
  }

  private void finish() {
    try {
      Thread last = writer;
      if (last != null) {
        last.join(Duration.ofSeconds(LAST_SECONDS));
      }
      if (child != null && !child.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }

  private void closeAll() {
    close();
    for (Channel channel : List.of(in, out)) {
      try {
        channel.close();
      } catch (IOException _) {
        // Closed is closed.
        continue;
      }
    }
  }
}
