package dev.ration.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final TraceSchema SCHEMA = TraceSchema.read();

  private static TraceEvent begin(String name) {
    return TraceEvent.of("run.begin", 5).with("name", name);
  }

  @Test
  void anEventIsOneLine() {
    assertThat(JsonLines.line(begin("a \"b\"\nc")))
        .isEqualTo("{\"at_ns\":5,\"type\":\"run.begin\",\"name\":\"a \\\"b\\\"\\nc\"}\n");
  }

  @Test
  void listsAndPartsKeepTheirOrder() {
    TraceEvent event =
        TraceEvent.of("x", 0).with("items", List.of(1L, Map.of("a", 2L))).with("flag", true);

    assertThat(JsonLines.line(event))
        .isEqualTo("{\"at_ns\":0,\"type\":\"x\",\"items\":[1,{\"a\":2}],\"flag\":true}\n");
  }

  @Test
  void aPrivateValueIsOnlyAReference() {
    assertThat(JsonLines.line(TraceEvent.of("x", 0).with("value", new Sealed(3, 24))))
        .isEqualTo("{\"at_ns\":0,\"type\":\"x\",\"value\":{\"sealed\":3,\"size\":24}}\n");
  }

  @Test
  void aNumberThatIsNoneStaysReadable() {
    assertThat(JsonLines.line(TraceEvent.of("x", 0).with("value", Double.NaN)))
        .isEqualTo("{\"at_ns\":0,\"type\":\"x\",\"value\":\"NaN\"}\n");
  }

  @Test
  void rtn0622AFullTraceEndsWithACode() {
    StringWriter out = new StringWriter();
    JsonLines lines = new JsonLines(out, 100);
    lines.write(begin("first"));
    lines.write(begin("second"));
    lines.write(begin("third"));
    lines.close();

    assertThat(lines.isOn()).isFalse();
    assertThat(lines.problem()).contains("100 bytes");
    assertThat(out.toString().lines())
        .hasSize(3)
        .last()
        .asString()
        .contains("\"trace.end\"", "RTN0622");
  }

  @Test
  void rtn0622NearATraceThatJustFitsIsComplete() {
    StringWriter out = new StringWriter();
    long size = JsonLines.line(begin("first")).length();
    JsonLines lines =
        new JsonLines(
            out, size + JsonLines.line(TraceEvent.of("trace.begin", 0).with("schema", 1)).length());
    lines.write(begin("first"));

    assertThat(lines.isOn()).isTrue();
    assertThat(lines.problem()).isNull();
  }

  @Test
  void aDiskThatFailsEndsOnlyTheTrace() {
    JsonLines lines = new JsonLines(new FullDisk(), 1_000);
    lines.write(begin("first"));

    assertThat(lines.isOn()).isFalse();
    assertThat(lines.problem()).contains("no space left");
  }

  private static final class FullDisk extends Writer {
    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void everyTypeInTheSourcesIsDocumented() throws IOException {
    Set<String> rooms =
        SCHEMA.types().stream()
            .filter(type -> type.contains("."))
            .map(type -> type.substring(0, type.indexOf('.')))
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern literal = Pattern.compile("\"((?:" + String.join("|", rooms) + ")\\.[a-z_]+)\"");
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TraceSchema.root().resolve("runtime/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = literal.matcher(Files.readString(file));
        while (matcher.find()) {
          written.add(matcher.group(1));
        }
      }
    }

    assertThat(written).hasSizeGreaterThan(20).isSubsetOf(SCHEMA.types());
  }
}
