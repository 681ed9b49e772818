package dev.ration.lint.fix;

import java.util.ArrayList;
import java.util.List;

/** Two texts as a unified diff that {@code patch} and {@code git apply} take. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private record Line(char kind, String text) {}

  private UnifiedDiff() {}

  /** The difference; empty when there is none. */
  public static String of(String name, String before, String after) {
    List<Line> script = script(lines(before), lines(after));
    if (script.stream().allMatch(line -> line.kind() == ' ')) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append("--- ").append(name).append('\n').append("+++ ").append(name).append('\n');
    int at = 0;
    while (at < script.size()) {
      int first = nextChange(script, at);
      if (first == script.size()) {
        break;
      }
      int start = Math.max(at, first - CONTEXT);
      int end = endOfHunk(script, first);
      hunk(script, start, end, out);
      at = end;
    }
    return out.toString();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end + 1));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  /**
   * What to do line by line: what both begin and end with stays, and between them the longest
   * common part does.
   */
  private static List<Line> script(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> script = new ArrayList<>();
    before.subList(0, head).forEach(line -> script.add(new Line(' ', line)));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        script);
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> script.add(new Line(' ', line)));
    return script;
  }

  private static void middle(List<String> before, List<String> after, List<Line> script) {
    // Beyond this the table would be larger than the texts are worth.
    boolean isHuge = (long) before.size() * after.size() > 4_000_000;
    int[][] common = isHuge ? new int[0][0] : table(before, after);
    int one = 0;
    int other = 0;
    while (one < before.size() || other < after.size()) {
      boolean isSame =
          one < before.size()
              && other < after.size()
              && !isHuge
              && before.get(one).equals(after.get(other));
      if (isSame) {
        script.add(new Line(' ', before.get(one)));
        one++;
        other++;
      } else if (other >= after.size()
          || one < before.size() && (isHuge || common[one + 1][other] >= common[one][other + 1])) {
        script.add(new Line('-', before.get(one)));
        one++;
      } else {
        script.add(new Line('+', after.get(other)));
        other++;
      }
    }
  }

  private static int[][] table(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static int nextChange(List<Line> script, int from) {
    int at = from;
    while (at < script.size() && script.get(at).kind() == ' ') {
      at++;
    }
    return at;
  }

  private static int endOfHunk(List<Line> script, int first) {
    int last = first;
    for (int at = first; at < script.size() && at - last <= 2 * CONTEXT; at++) {
      if (script.get(at).kind() != ' ') {
        last = at;
      }
    }
    return Math.min(script.size(), last + 1 + CONTEXT);
  }

  private static void hunk(List<Line> script, int start, int end, StringBuilder out) {
    List<Line> before = script.subList(0, start);
    List<Line> lines = script.subList(start, end);
    out.append("@@ -").append(range(count(before, '+'), count(lines, '+')));
    out.append(" +").append(range(count(before, '-'), count(lines, '-'))).append(" @@\n");
    for (Line line : lines) {
      out.append(line.kind()).append(line.text());
      if (!line.text().endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /** How many lines there are of all kinds but one. */
  private static long count(List<Line> lines, char without) {
    return lines.stream().filter(line -> line.kind() != without).count();
  }

  private static String range(long skipped, long count) {
    return (count == 0 ? skipped : skipped + 1) + "," + count;
  }
}
