package dev.ration.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the methods of one source file that are longer than a limit. */
final class LongMethods extends TreeScanner<Stream<String>, CompilationUnitTree> {
  private final SourcePositions positions;
  private final int limit;

  private LongMethods(SourcePositions positions, int limit) {
    this.positions = positions;
    this.limit = limit;
  }

  /** Returns `file:line name (length)` of every method longer than this many lines. */
  static List<String> over(int limit, List<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      var task = (JavacTask) compiler.getTask(null, files, finding -> {}, null, null, units);
      var scanner = new LongMethods(Trees.instance(task).getSourcePositions(), limit);
      var found = Stream.<String>empty();
      for (var unit : task.parse()) {
        found = Stream.concat(found, orEmpty(scanner.scan(unit, unit)));
      }
      return found.toList();
    }
  }

  @Override
  public Stream<String> visitMethod(MethodTree method, CompilationUnitTree unit) {
    var lines = unit.getLineMap();
    var first = lines.getLineNumber(positions.getStartPosition(unit, method));
    var last = lines.getLineNumber(positions.getEndPosition(unit, method));
    var length = last - first + 1;
    var inner = super.visitMethod(method, unit);
    return length <= limit
        ? inner
        : reduce(inner, Stream.of(where(method, unit, first) + " (" + length + " lines)"));
  }

  private static String where(MethodTree method, CompilationUnitTree unit, long line) {
    return Sources.ROOT.relativize(Path.of(unit.getSourceFile().toUri()))
        + ":"
        + line
        + " "
        + method.getName();
  }

  @Override
  public Stream<String> reduce(@Nullable Stream<String> left, @Nullable Stream<String> right) {
    return Stream.concat(orEmpty(left), orEmpty(right));
  }

  // The scanner answers null where a tree has no children.
  private static Stream<String> orEmpty(@Nullable Stream<String> found) {
    return found == null ? Stream.empty() : found;
  }
}
