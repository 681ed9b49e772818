package dev.ration.bench;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;

/** GraalJS on the same JVM and the same Truffle. */
final class JavaScriptSide implements Side {
  private final Context context;

  JavaScriptSide() {
    context = Context.newBuilder("js").build();
    context.eval("js", Texts.read("tasks.js"));
  }

  @Override
  public String name() {
    return "GraalJS";
  }

  @Override
  public long nanos(Task task) {
    Value function = context.getBindings("js").getMember(task.name());
    long start = System.nanoTime();
    long computed = function.execute(task.size()).asLong();
    long taken = System.nanoTime() - start;
    task.verify(computed);
    return taken;
  }

  @Override
  public void close() {
    context.close();
  }
}
