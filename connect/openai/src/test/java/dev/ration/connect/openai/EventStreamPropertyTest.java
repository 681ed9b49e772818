package dev.ration.connect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a stream is cut into pieces, its events are the same. */
class EventStreamPropertyTest {
  @Property(tries = 300)
  void events_do_not_depend_on_how_the_bytes_arrive(
      @ForAll @Size(max = 12) List<@net.jqwik.api.From("lines") String> lines,
      @ForAll("ends") String end,
      @ForAll @IntRange(min = 1, max = 9) int size)
      throws CharacterCodingException {
    byte[] bytes = String.join(end, lines).getBytes(StandardCharsets.UTF_8);

    assertThat(events(bytes, size)).isEqualTo(events(bytes, Math.max(1, bytes.length)));
  }

  @Property(tries = 300)
  void what_was_sent_is_what_arrives(
      @ForAll @Size(max = 8) List<@net.jqwik.api.From("words") String> sent,
      @ForAll("ends") String end,
      @ForAll @IntRange(min = 1, max = 9) int size)
      throws CharacterCodingException {
    var stream = new StringBuilder();
    for (String word : sent) {
      stream.append(": noise").append(end).append("data: ").append(word).append(end).append(end);
    }
    byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(events(bytes, size)).isEqualTo(sent);
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(
        "", "", "data: a", "data:b", "data", "data: grüße 🤖", ": note", "event: x", "dat", "id");
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars('a', 'é', '漢', ' ', ':', '{').ofMaxLength(6);
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  private static List<String> events(byte[] bytes, int size) throws CharacterCodingException {
    var stream = new EventStream();
    List<String> events = new ArrayList<>();
    for (int start = 0; start < bytes.length; start += size) {
      events.addAll(
          stream.feed(ByteBuffer.wrap(bytes, start, Math.min(size, bytes.length - start))));
    }
    events.addAll(stream.end());
    return events;
  }
}
