package dev.ration.connect.openai;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** Reads why a server refuses; what it says only serves to tell the known reasons apart. */
final class ErrorBody extends ReplyBody {
  private static final int MOST_BYTES = 64 << 10;

  private final HttpResponse.ResponseInfo info;
  private final Set<Option> offered;
  private final ByteArrayOutputStream explanation = new ByteArrayOutputStream();

  ErrorBody(ChatCall call, HttpResponse.ResponseInfo info, Set<Option> offered) {
    super(call);
    this.info = info;
    this.offered = offered;
  }

  @Override
  synchronized boolean piece(ByteBuffer piece) {
    int room = Math.min(piece.remaining(), MOST_BYTES - explanation.size());
    byte[] copy = new byte[room];
    piece.get(copy);
    explanation.writeBytes(copy);
    if (piece.hasRemaining()) {
      end();
      return false;
    }
    return true;
  }

  @Override
  synchronized void end() {
    String text = ChatCall.loosely(explanation.toByteArray());
    int status = info.statusCode();
    Optional<Option> tooMuch =
        status == 400 || status == 422 ? Option.complainedOf(text, offered) : Optional.empty();
    if (tooMuch.isPresent()) {
      call().resendWithout(tooMuch.get());
      return;
    }
    ChatReply.Unusable refusal = ServerError.ofStatus(status, Json.read(text));
    call()
        .fail(
            refusal.kind(),
            refusal.problem(),
            RetryAfter.read(info.headers(), call().model().wallClock()).orElse(null));
  }
}
