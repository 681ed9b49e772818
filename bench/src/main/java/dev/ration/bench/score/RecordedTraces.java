package dev.ration.bench.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces read from a folder of three files. */
final class RecordedTraces {
  private RecordedTraces() {}

  static Traces read(Path folder) throws IOException {
    List<String[]> tokens = rows(folder.resolve("tokens-azure-code.csv"), 3);
    List<String[]> trips = rows(folder.resolve("rtt-cellular.csv"), 7);
    List<String[]> answers = rows(folder.resolve("quality-mmlu.csv"), 3);
    Map<String, Integer> subjects = new LinkedHashMap<>();
    answers.forEach(row -> subjects.putIfAbsent(row[0], subjects.size()));
    return new Traces(
        folder.toString(),
        tokens.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray(),
        tokens.stream().mapToInt(row -> Integer.parseInt(row[2])).toArray(),
        trips.stream().mapToDouble(RecordedTraces::roundTrip).toArray(),
        subjects.size(),
        answers.stream().mapToInt(row -> subjects.getOrDefault(row[0], 0)).toArray(),
        flags(answers, 1),
        flags(answers, 2));
  }

  private static double roundTrip(String[] row) {
    return row[3].isBlank() || Double.parseDouble(row[6]) >= 100
        ? Double.NaN
        : Double.parseDouble(row[3]);
  }

  private static boolean[] flags(List<String[]> rows, int column) {
    boolean[] flags = new boolean[rows.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = rows.get(i)[column].equals("1");
    }
    return flags;
  }

  private static List<String[]> rows(Path file, int columns) throws IOException {
    List<String[]> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      if (row.length != columns) {
        throw new IOException(file + " has a row of " + row.length + " columns: " + line);
      }
      rows.add(row);
    }
    return rows;
  }
}
