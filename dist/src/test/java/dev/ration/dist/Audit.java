package dev.ration.dist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what is shipped with what NOTICE says.
 *
 * @param jars directory and name without version of each jar of others
 * @param texts the files in licences/ with what is in them
 */
record Audit(Set<String> jars, Notice notice, Map<String, String> texts) {
  Audit {
    jars = Set.copyOf(jars);
    texts = Map.copyOf(texts);
  }

  /** What is wrong, a sentence each. */
  List<String> findings() {
    var findings = new ArrayList<String>();
    var listed = new HashSet<String>();
    var used = new HashSet<String>();
    for (var entry : notice.entries()) {
      if (!listed.add(entry.jar())) {
        findings.add("NOTICE lists " + entry.jar() + " twice");
      }
      used.addAll(entry.texts());
      findings.addAll(findings(entry));
    }
    minus(jars, listed).forEach(jar -> findings.add("NOTICE does not list " + jar));
    minus(listed, jars).forEach(jar -> findings.add("NOTICE lists " + jar + ", not shipped"));
    minus(texts.keySet(), used).forEach(text -> findings.add("NOTICE never names " + text));
    return findings;
  }

  private List<String> findings(Notice.Entry entry) {
    var findings = new ArrayList<String>();
    for (var text : entry.texts()) {
      if (!texts.containsKey(text)) {
        findings.add(entry.jar() + ": there is no licences/" + text);
      }
    }
    for (var spdx : entry.licences()) {
      var licence = Licence.of(spdx);
      if (licence.isEmpty()) {
        findings.add(entry.jar() + ": `" + spdx + "` is not a licence that Ration may ship");
      } else if (entry.texts().stream()
          .noneMatch(text -> licence.get().isIn(texts.getOrDefault(text, "")))) {
        findings.add(entry.jar() + ": no text of " + spdx);
      }
    }
    return findings;
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    var rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
