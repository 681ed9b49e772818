package dev.ration.runtime.why;

import dev.ration.runtime.choose.Thought;
import dev.ration.runtime.choose.ThoughtDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link Why} tells, as plain maps and lists, ready to be written as JSON. Stateless. */
public final class WhyDocument {
  private WhyDocument() {}

  /** The run, with every model call. */
  public static Map<String, Object> run(Story story) {
    return document(story, Why.run(story), story.thoughts());
  }

  /** One activity, with the model calls inside it. */
  public static Map<String, Object> activity(Story story, LoggedActivity one) {
    Map<String, Object> document =
        document(story, Why.activity(story, one), Why.inside(story, one));
    document.put("scope", one.id());
    return document;
  }

  private static Map<String, Object> document(
      Story story, List<String> lines, List<Thought> thoughts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("policy", story.policy());
    document.put("outcome", story.outcome());
    document.put("lines", lines);
    document.put("thinks", thoughts.stream().map(ThoughtDocument::of).toList());
    return document;
  }
}
