package dev.ration.connect.vision;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.ration.connect.ort.Networks;
import dev.ration.connect.ort.Stop;
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
final class OcrNetworks implements AutoCloseable {
  private final OrtEnvironment environment = Networks.environment();
  private final OrtSession detector;
  private final OrtSession recogniser;
  private final List<String> characters;

  OcrNetworks() throws IOException, OrtException {
    characters = new String(resource("ppocr_keys_v1.txt"), UTF_8).lines().toList();
    detector = Networks.open(resource("ch_PP-OCRv4_det_infer.onnx"));
    recogniser = Networks.open(resource("ch_PP-OCRv4_rec_infer.onnx"));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = OcrNetworks.class.getResourceAsStream("/models/" + name)) {
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
