package dev.ration.bench;

import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Language;
import org.graalvm.polyglot.Value;

/** GraalJS on the same JVM and the same Truffle. */
final class JavaScriptSide implements Side {
  private final Engine engine;
  private final Context context;

  /** Starts an engine of its own, with options such as {@code engine.BackgroundCompilation}. */
  JavaScriptSide(Map<String, String> engineOptions) {
    Engine.Builder builder =
        Engine.newBuilder("js")
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false");
    engineOptions.forEach(builder::option);
    engine = builder.build();
    context = Context.newBuilder("js").engine(engine).build();
    context.eval("js", Texts.read("tasks.js"));
  }

  @Override
  public String name() {
    return "GraalJS";
  }

  @Override
  public String engine() {
    Language js = engine.getLanguages().get("js");
    String version = js == null ? "" : js.getVersion();
    return "GraalJS %s on %s".formatted(version, engine.getImplementationName());
  }

  @Override
  public Done run(Task task) {
    Value function = context.getBindings("js").getMember(task.name());
    long start = System.nanoTime();
    long result = function.execute(task.size()).asLong();
    return new Done(result, System.nanoTime() - start);
  }

  @Override
  public void close() {
    context.close();
    engine.close();
  }
}
