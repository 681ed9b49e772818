package dev.ration.connect.vision;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * The two networks of PP-OCRv4: one says where text is, the other what a line of it says.
 *
 * <p>Not thread-safe. One thread does the arithmetic, so that the same picture has the same answer.
 */
final class Networks implements AutoCloseable {
  static final OrtLoggingLevel SILENT = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment(SILENT, "ration");
  private final OrtSession detector;
  private final OrtSession recogniser;
  private final List<String> characters;

  Networks() throws IOException, OrtException {
    characters = new String(resource("ppocr_keys_v1.txt"), UTF_8).lines().toList();
    detector = session("ch_PP-OCRv4_det_infer.onnx");
    recogniser = session("ch_PP-OCRv4_rec_infer.onnx");
  }

  private OrtSession session(String name) throws IOException, OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setSessionLogLevel(SILENT);
      return environment.createSession(resource(name), options);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Networks.class.getResourceAsStream("/models/" + name)) {
      if (in == null) {
        throw new FileNotFoundException("no " + name + " on the class path");
      }
      return in.readAllBytes();
    }
  }

  /** The characters of the recogniser's outputs, but for the first output, which is none. */
  List<String> characters() {
    return characters;
  }

  /** How probable it is that there is text, for each pixel, row by row. */
  float[] textAt(Picture picture, Stop stop) throws OrtException, Stop.Stopped {
    var planes =
        picture.planes(new float[] {.485f, .456f, .406f}, new float[] {.229f, .224f, .225f});
    return run(detector, picture, planes, stop).values();
  }

  /** A table of values. */
  @SuppressWarnings("ArrayRecordComponent")
  record Table(float[] values, int columns) {}

  /** How probable each character is, for each step along a line of text 48 pixels high. */
  Table characters(Picture line, Stop stop) throws OrtException, Stop.Stopped {
    var half = new float[] {.5f, .5f, .5f};
    return run(recogniser, line, line.planes(half, half), stop);
  }

  private Table run(OrtSession session, Picture picture, FloatBuffer planes, Stop stop)
      throws OrtException, Stop.Stopped {
    var shape = new long[] {1, 3, picture.height(), picture.width()};
    String input = session.getInputNames().iterator().next();
    try (var tensor = OnnxTensor.createTensor(environment, planes, shape);
        var result = stop.run(session, Map.of(input, tensor))) {
      var output = (OnnxTensor) result.get(0);
      long[] sizes = output.getInfo().getShape();
      var buffer = output.getFloatBuffer();
      var values = new float[buffer.remaining()];
      buffer.get(values);
      return new Table(values, Math.toIntExact(sizes[sizes.length - 1]));
    }
  }

  @Override
  public void close() throws OrtException {
    detector.close();
    recogniser.close();
  }
}
