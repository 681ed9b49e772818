package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.grammar.diag.NearWords;
import dev.ration.plan.Code;
import dev.ration.runtime.replay.Log;
import dev.ration.runtime.why.LoggedActivity;
import dev.ration.runtime.why.Story;
import dev.ration.runtime.why.Why;
import dev.ration.runtime.why.WhyDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration why}: tells from a trace why something came out as it did. */
@Command(
    name = "why",
    description = "Explains the end of a recorded run, or of one activity in it, and its models.")
final class WhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(index = "0", paramLabel = "LOG", description = "what `run --trace` wrote")
  private Path log = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ACTIVITY",
      description = "a name, a path as serve/errand, or the number of a scope")
  private Optional<String> activity = Optional.empty();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
  private Format format = Format.text;

  @Override
  public Integer call() throws IOException {
    Log read = LogFile.read(log);
    List<Story> stories = read.runs().stream().map(Story::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      out.println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(documents(stories)));
    } else if (activity.isEmpty()) {
      stories.forEach(story -> Why.run(story).forEach(out::println));
    } else {
      tell(stories, activity.get(), out);
    }
    out.flush();
    return ExitCode.CLEAN;
  }

  /** The same for machines: of an activity's name all that have it, in the order they began. */
  private List<Map<String, Object>> documents(List<Story> stories) {
    if (activity.isEmpty()) {
      return stories.stream().map(WhyDocument::run).toList();
    }
    String wanted = activity.get();
    List<Map<String, Object>> documents = new ArrayList<>();
    for (Story story : stories) {
      story.find(wanted).forEach(one -> documents.add(WhyDocument.activity(story, one)));
    }
    if (documents.isEmpty()) {
      throw new WrongUse(Code.NO_SUCH_ACTIVITY, unknown(stories, wanted));
    }
    return documents;
  }

  private void tell(List<Story> stories, String wanted, PrintWriter out) {
    boolean isFound = false;
    for (Story story : stories) {
      List<LoggedActivity> found = story.find(wanted);
      if (!found.isEmpty()) {
        isFound = true;
        LoggedActivity one = mostTelling(found);
        Why.activity(story, one).forEach(out::println);
        if (found.size() > 1) {
          out.println(
              "There are %d of that name; the others are scope %s."
                  .formatted(
                      found.size(),
                      found.stream()
                          .filter(other -> other != one)
                          .map(other -> Long.toString(other.id()))
                          .limit(20)
                          .collect(Collectors.joining(", "))));
        }
      }
    }
    if (!isFound) {
      throw new WrongUse(Code.NO_SUCH_ACTIVITY, unknown(stories, wanted));
    }
  }

  /** The last one that did not end well, else the last. */
  private static LoggedActivity mostTelling(List<LoggedActivity> found) {
    return found.stream()
        .filter(one -> !one.outcome().equals("ok"))
        .reduce((_, second) -> second)
        .orElse(found.getLast());
  }

  private String unknown(List<Story> stories, String wanted) {
    List<String> names = new ArrayList<>();
    stories.forEach(story -> names.addAll(story.names()));
    String last = wanted.substring(wanted.lastIndexOf('/') + 1);
    List<String> near = NearWords.near(last, names.stream().distinct().toList());
    String hint =
        near.isEmpty()
            ? "it has `"
                + names.stream().distinct().limit(10).collect(Collectors.joining("`, `"))
                + "`"
            : "did you mean `" + String.join("` or `", near) + "`?";
    return "`%s` tells of no activity `%s`; %s".formatted(log, wanted, hint);
  }
}
