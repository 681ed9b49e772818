package dev.ration.cli;

import dev.ration.connect.driver.DriverList;
import dev.ration.connect.driver.Operator;
import dev.ration.plan.Code;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** What the operator does to drivers, to all of them at the same time. */
record OperatorCall(
    CommandSpec spec,
    Function<String, Operator.Result> deed,
    BiConsumer<DriverList, String> afterwards) {
  /** Does it to these, or to all that runs of this user have connected. */
  int on(List<String> given) throws InterruptedException {
    DriverList known = DriverList.ofUser();
    List<String> addresses = given.isEmpty() ? known.addresses() : given;
    if (addresses.isEmpty()) {
      throw new WrongUse(
          Code.NO_SUCH_DRIVER,
          "No run has connected a driver; say its address, as in `ration %s unix:/run/arm.sock`."
              .formatted(spec.name()));
    }
    Map<String, CompletableFuture<Operator.Result>> answers = new LinkedHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (String address : addresses) {
      CompletableFuture<Operator.Result> answer = new CompletableFuture<>();
      answers.put(address, answer);
      threads.add(Thread.ofPlatform().daemon().start(() -> answer.complete(deed.apply(address))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    PrintWriter out = spec.commandLine().getOut();
    int code = ExitCode.CLEAN;
    for (Map.Entry<String, CompletableFuture<Operator.Result>> one : answers.entrySet()) {
      Operator.Result result = one.getValue().join();
      out.println(one.getKey() + ": " + result.words());
      if (result.answer() == Operator.Answer.UNREACHED && given.isEmpty()) {
        known.forget(one.getKey());
      }
      if (result.answer() == Operator.Answer.DONE) {
        afterwards.accept(known, one.getKey());
      }
      code = result.answer() == Operator.Answer.DONE ? code : ExitCode.FOUND;
    }
    out.flush();
    return code;
  }
}
