package dev.ration.connect.llama;

import dev.ration.peers.TinyGguf;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.InferenceModel;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Arrays;

/** How long after a stop a call is over, by random weights of some size. Prints a table. */
final class StopTimes {
  private static final int TRIES = 40;

  private StopTimes() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    var file = Files.createTempFile("ration", ".gguf");
    var out = System.out;
    try {
      TinyGguf.of(1).size(1024, 10).to(file);
      out.println("weights: %d MB".formatted(Files.size(file) / 1_000_000));
      try (var model = Requests.open(file)) {
        model.warmUp();
        rate(model, out);
        print("while it writes", whileWriting(model), out);
        print("while it reads 1,500 tokens", whileReading(model), out);
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void rate(InferenceModel model, PrintStream out) {
    var began = System.nanoTime();
    var heard = new Heard();
    var unused = model.ask(Requests.of(new ResultType.Text(), 64, "tell me"), heard);
    heard.failure();
    out.println("64 tokens: %.1f ms each".formatted((System.nanoTime() - began) / 64e6));
  }

  private static long[] whileWriting(InferenceModel model) throws InterruptedException {
    var took = new long[TRIES];
    for (var i = 0; i < TRIES; i++) {
      var heard = new Heard();
      var call = model.ask(Requests.of(new ResultType.Text(), 400, "tell me " + i), heard);
      heard.begun.await();
      mustGoOn(heard, 3 + i);
      var stopped = System.nanoTime();
      call.cancel();
      heard.failure();
      took[i] = System.nanoTime() - stopped;
    }
    return took;
  }

  private static long[] whileReading(InferenceModel model) throws InterruptedException {
    var took = new long[TRIES];
    for (var i = 0; i < TRIES; i++) {
      var heard = new Heard();
      var words = (char) ('a' + i % 26) + " word".repeat(300);
      var call = model.ask(Requests.of(new ResultType.Bool(), 8, words), heard);
      mustGoOn(heard, 20 + i);
      var stopped = System.nanoTime();
      call.cancel();
      heard.failure();
      took[i] = System.nanoTime() - stopped;
    }
    return took;
  }

  private static void mustGoOn(Heard heard, long millis) throws InterruptedException {
    if (heard.endsWithin(millis)) {
      throw new IllegalStateException("the call ended before it was stopped");
    }
  }

  private static void print(String what, long[] nanos, PrintStream out) {
    Arrays.sort(nanos);
    out.println(
        "stop %s: p50 %.1f ms, p95 %.1f ms, most %.1f ms"
            .formatted(
                what,
                nanos[TRIES / 2] / 1e6,
                nanos[TRIES * 95 / 100] / 1e6,
                nanos[TRIES - 1] / 1e6));
  }
}
