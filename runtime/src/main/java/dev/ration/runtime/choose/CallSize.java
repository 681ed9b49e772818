package dev.ration.runtime.choose;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How much a call reads and writes, estimated before anybody is asked: four bytes of text to a
 * token, a thousand tokens to a picture, 64 for what surrounds the words. Immutable.
 *
 * @param inputTokens read
 * @param outputTokens written at most; a choice, a number or yes and no need at most 16
 * @param bytes sent to a model off the robot
 */
record CallSize(long inputTokens, long outputTokens, long bytes) {
  private static final long AROUND = 64;
  private static final long PICTURE = 1_000;
  private static final long SHORT = 16;

  static CallSize of(ModelRequest request) {
    long text = bytes(request.task());
    text += bytes(request.prompt());
    for (ModelRequest.Example example : request.examples()) {
      text += bytes(example.inputs()) + SHORT;
    }
    long pictures = request.images().stream().mapToLong(image -> image.bytes().length).sum();
    boolean isShort =
        switch (request.result()) {
          case ResultType.Choice _,
              ResultType.Bool _,
              ResultType.Whole _,
              ResultType.Number _,
              ResultType.Measure _ ->
              true;
          default -> false;
        };
    long output = request.maxOutputTokens();
    return new CallSize(
        AROUND + (text + 3) / 4 + PICTURE * request.images().size(),
        isShort ? Math.min(SHORT, output) : output,
        4 * AROUND + text + pictures * 4 / 3);
  }

  private static long bytes(List<String> texts) {
    return texts.stream().mapToLong(CallSize::bytes).sum();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
