package dev.ration.lint.report;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The worst finding of each file on each robot.
 *
 * @param files in the order of the check, then those beside them that have findings
 * @param cells by file and robot
 */
record FleetTable(
    List<String> robots, List<String> files, Map<String, Map<String, FleetTable.Cell>> cells) {
  private static final Cell NONE = new Cell(null, 0, false);

  /**
   * How many findings there are of the worst level; null for none.
   *
   * @param isByUse whether the file is clean of errors, but uses one that is not
   */
  record Cell(@Nullable Severity worst, long count, boolean isByUse) {
    static Cell of(List<Diagnostic> own, List<Diagnostic> used) {
      List<Diagnostic> errors =
          used.stream().filter(one -> one.severity() == Severity.ERROR).toList();
      boolean isSound = own.stream().noneMatch(one -> one.severity() == Severity.ERROR);
      return isSound && !errors.isEmpty() ? new Cell(Severity.ERROR, errors.size(), true) : of(own);
    }

    static Cell of(List<Diagnostic> findings) {
      return findings.stream()
          .map(Diagnostic::severity)
          .min(Enum::compareTo)
          .map(
              worst -> {
                long count = findings.stream().filter(one -> one.severity() == worst).count();
                return new Cell(worst, count, false);
              })
          .orElse(NONE);
    }

    String word() {
      return worst == null
          ? "ok"
          : worst == Severity.INFO ? "note" : worst.name().toLowerCase(Locale.ROOT);
    }

    String text() {
      String by = isByUse ? " by use" : "";
      return worst == null ? "ok" : count + " " + word() + (count == 1 ? "" : "s") + by;
    }
  }

  /**
   * Makes it.
   *
   * @param checked the files that were looked at, each with those that it uses
   */
  static FleetTable of(List<RobotFindings> robots, Map<String, List<String>> checked) {
    Set<String> files = new LinkedHashSet<>();
    Map<String, List<String>> uses = new LinkedHashMap<>();
    checked.forEach(
        (file, used) ->
            uses.put(Places.path(file), used.stream().map(one -> Places.path(one)).toList()));
    files.addAll(uses.keySet());
    robots.forEach(robot -> files.addAll(Places.byFile(robot.findings()).keySet()));
    Map<String, Map<String, Cell>> cells = new LinkedHashMap<>();
    for (RobotFindings robot : robots) {
      Map<String, List<Diagnostic>> byFile = Places.byFile(robot.findings());
      for (String file : files) {
        cells
            .computeIfAbsent(file, _ -> new LinkedHashMap<>())
            .put(
                robot.robot(),
                Cell.of(
                    byFile.getOrDefault(file, List.of()),
                    uses.getOrDefault(file, List.of()).stream()
                        .flatMap(used -> byFile.getOrDefault(used, List.of()).stream())
                        .toList()));
      }
    }
    return new FleetTable(
        robots.stream().map(RobotFindings::robot).toList(), List.copyOf(files), cells);
  }

  private Cell cell(String file, String robot) {
    return cells.getOrDefault(file, Map.of()).getOrDefault(robot, NONE);
  }

  List<Map<String, Object>> json() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String file : files) {
      Map<String, Object> verdicts = new LinkedHashMap<>();
      robots.forEach(robot -> verdicts.put(robot, cell(file, robot).word()));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", file);
      row.put("verdicts", verdicts);
      rows.add(row);
    }
    return rows;
  }

  /** Files down and robots across, or the other way round where there are more robots. */
  String text() {
    boolean isWide = robots.size() > files.size();
    List<String> down = isWide ? robots : files;
    List<String> across = isWide ? files : robots;
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(across);
    rows.add(head);
    for (String one : down) {
      List<String> row = new ArrayList<>(List.of(one));
      for (String other : across) {
        row.add((isWide ? cell(other, one) : cell(one, other)).text());
      }
      rows.add(row);
    }
    return Columns.of(rows);
  }
}
