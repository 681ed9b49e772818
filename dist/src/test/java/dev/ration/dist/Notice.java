package dev.ration.dist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What NOTICE says about shipped jars. */
record Notice(List<Entry> entries) {
  private static final Pattern DIRECTORY = Pattern.compile("In (\\w+)/");

  Notice {
    entries = List.copyOf(entries);
  }

  static Notice parse(String text) {
    var entries = new ArrayList<Entry>();
    var directory = "";
    for (var line : text.lines().toList()) {
      var heading = DIRECTORY.matcher(line);
      if (heading.matches()) {
        directory = heading.group(1);
      } else if (line.contains(" | ")) {
        var columns = line.strip().split(" *\\| *", -1);
        entries.add(
            new Entry(directory + "/" + columns[0], split(columns[1], " AND "), texts(columns)));
      }
    }
    return new Notice(entries);
  }

  private static List<String> texts(String[] columns) {
    return columns.length < 3 || columns[2].isEmpty() ? List.of() : split(columns[2], ", ");
  }

  private static List<String> split(String text, String separator) {
    return Arrays.asList(text.split(separator));
  }

  /**
   * One jar.
   *
   * @param jar its directory and its name without version
   * @param licences as SPDX names them
   * @param texts names of files in licences/
   */
  record Entry(String jar, List<String> licences, List<String> texts) {
    Entry {
      licences = List.copyOf(licences);
      texts = List.copyOf(texts);
    }
  }
}
