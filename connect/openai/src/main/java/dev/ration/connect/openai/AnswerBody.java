package dev.ration.connect.openai;

import dev.ration.runtime.spi.ModelFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;

/** Reads an answer: a stream of events, or one JSON document where the server does not stream. */
final class AnswerBody extends ReplyBody {
  /** The most bytes a reply may have, its wrapping included. */
  static final int MOST_BYTES = 8 << 20;

  private static final String DONE = "[DONE]";

  private enum Form {
    UNKNOWN,
    EVENTS,
    DOCUMENT
  }

  private final EventStream events = new EventStream();
  private final ByteArrayOutputStream document = new ByteArrayOutputStream();
  private Form form;
  private long bytes;

  AnswerBody(ChatCall call, HttpHeaders headers) {
    super(call);
    String type = headers.firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("text/event-stream")) {
      form = Form.EVENTS;
    } else {
      form = type.contains("json") ? Form.DOCUMENT : Form.UNKNOWN;
    }
  }

  @Override
  boolean piece(ByteBuffer piece) {
    bytes += piece.remaining();
    if (bytes > MOST_BYTES) {
      call().fail(Kind.MALFORMED, "sends more than " + (MOST_BYTES >> 20) + " MiB");
      return false;
    }
    if (form == Form.UNKNOWN && piece.hasRemaining()) {
      form = piece.get(piece.position()) == '{' ? Form.DOCUMENT : Form.EVENTS;
    }
    if (form == Form.DOCUMENT) {
      byte[] copy = new byte[piece.remaining()];
      piece.get(copy);
      document.writeBytes(copy);
      return true;
    }
    return reading(() -> take(events.feed(piece)));
  }

  @Override
  void end() {
    var _ =
        reading(
            () -> {
              if (form == Form.DOCUMENT) {
                call().chunk(Json.read(EventStream.utf8(document.toByteArray())));
                call().whole(true);
                return false;
              }
              List<String> last = events.end();
              boolean isCutOff = !last.isEmpty() && !isWhole(last.getLast());
              if (isCutOff || take(last)) {
                call().whole(false);
              }
              return false;
            });
  }

  /** A last event that is only a part of one shows that the connection broke, not the model. */
  private static boolean isWhole(String event) {
    return event.strip().equals(DONE) || Json.read(event).isObject();
  }

  /** Takes events up to the last; returns whether there may be more. */
  private boolean take(List<String> arrived) throws ChatReply.Unusable {
    for (String event : arrived) {
      if (event.strip().equals(DONE)) {
        call().whole(true);
        return false;
      }
      call().chunk(Json.read(event));
    }
    return true;
  }

  private boolean reading(Step step) {
    try {
      return step.take();
    } catch (ChatReply.Unusable unusable) {
      call().fail(unusable.kind(), unusable.problem());
    } catch (CharacterCodingException notText) {
      call().fail(Kind.MALFORMED, "sends something that is not UTF-8 text");
    }
    return false;
  }

  @FunctionalInterface
  private interface Step {
    boolean take() throws ChatReply.Unusable, CharacterCodingException;
  }
}
