package dev.ration.connect.openai;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Server-sent events, cut out of bytes as they come: the data of each, comments and the rest left
 * out.
 *
 * <p>For one thread at a time. Lines end in LF, CR or CRLF, and a character may be split over two
 * pieces, because lines are cut before they are decoded. How much it keeps is bounded by what the
 * caller feeds it.
 */
final class EventStream {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> data = new ArrayList<>();
  private boolean endedInReturn;
  private boolean isFirstLine = true;

  /** Takes the next piece and returns the data of the events that it completes. */
  List<String> feed(ByteBuffer piece) throws CharacterCodingException {
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    List<String> events = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < bytes.length; at++) {
      boolean isSecondHalf = endedInReturn && bytes[at] == '\n';
      endedInReturn = bytes[at] == '\r';
      if (endedInReturn || bytes[at] == '\n') {
        line.write(bytes, start, at - start);
        start = at + 1;
        if (!isSecondHalf) {
          endLine(events);
        }
      }
    }
    line.write(bytes, start, bytes.length - start);
    return events;
  }

  /** Takes the end, and returns the event that its server did not close with an empty line. */
  List<String> end() throws CharacterCodingException {
    List<String> events = new ArrayList<>();
    if (line.size() > 0) {
      endLine(events);
    }
    dispatch(events);
    return events;
  }

  private void endLine(List<String> events) throws CharacterCodingException {
    String text = utf8(line.toByteArray());
    line.reset();
    if (isFirstLine && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      text = text.substring(1);
    }
    isFirstLine = false;
    if (text.isEmpty()) {
      dispatch(events);
    } else if (text.equals("data")) {
      data.add("");
    } else if (text.startsWith("data:")) {
      data.add(text.substring(text.startsWith("data: ") ? 6 : 5));
    }
  }

  private void dispatch(List<String> events) {
    if (!data.isEmpty()) {
      events.add(String.join("\n", data));
      data.clear();
    }
  }

  /** Decodes strictly: a reply with broken characters is not silently mended. */
  static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
