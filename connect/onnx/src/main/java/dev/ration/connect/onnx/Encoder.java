package dev.ration.connect.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ration.connect.ort.Networks;
import dev.ration.connect.ort.Stop;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A text as a direction: texts that mean alike point alike.
 *
 * <p>Not thread-safe. One thread does the arithmetic, and always one text at a time, because the
 * quantized networks answer a little differently in a batch: so the same text has the same bits.
 */
final class Encoder implements AutoCloseable {
  /** The most tokens of a text that are read; bounds the time that one text can take. */
  static final int WINDOW = 128;

  private final String prefix;
  private final WordPiece tokenizer;
  private final int tokensOfSilence;
  private final OrtEnvironment environment;
  private final OrtSession session;

  Encoder(Weights weights) throws IOException, OrtException {
    prefix = weights.prefix();
    tokenizer = weights.tokenizer();
    tokensOfSilence = tokenizer.encode(prefix, WINDOW).ids().length;
    environment = Networks.environment();
    session = Networks.open(weights.network());
  }

  /**
   * A direction and how it came about.
   *
   * @param direction of length 1
   * @param tokens that were read, marks included
   * @param share of the text that fitted in the window, 0 to 1; 0 where there were no words
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Encoded(float[] direction, int tokens, double share) {}

  Encoded encode(String text, Stop stop) throws OrtException, Stop.Stopped {
    var tokens = tokenizer.encode(prefix + text, WINDOW);
    var shape = new long[] {1, tokens.ids().length};
    var ones = new long[tokens.ids().length];
    Arrays.fill(ones, 1);
    var zeros = new long[tokens.ids().length];
    try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens.ids()), shape);
        var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(zeros), shape);
        var result =
            stop.run(
                session,
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      var hidden = (OnnxTensor) result.get(0);
      var count = tokens.ids().length;
      var share = count == tokensOfSilence ? 0 : tokens.share();
      return new Encoded(direction(hidden), count, share);
    }
  }

  /** The mean over all tokens, brought to length 1. */
  private static float[] direction(OnnxTensor hidden) {
    var shape = hidden.getInfo().getShape();
    var width = Math.toIntExact(shape[2]);
    var values = hidden.getFloatBuffer();
    var sum = new double[width];
    for (var token = 0; token < shape[1]; token++) {
      for (var i = 0; i < width; i++) {
        sum[i] += values.get();
      }
    }
    var square = 0.0;
    for (var value : sum) {
      square += value * value;
    }
    var length = Math.sqrt(square);
    var direction = new float[width];
    for (var i = 0; i < width; i++) {
      direction[i] = (float) (sum[i] / length);
    }
    return direction;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
