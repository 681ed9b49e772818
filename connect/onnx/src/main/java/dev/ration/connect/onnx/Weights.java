package dev.ration.connect.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** The embedding models whose weights come with this module. */
enum Weights {
  /** Six layers; the quicker one. */
  MINILM("all-minilm-l6-v2-q", ""),
  /** Twelve layers; slower and better. Its authors want every text marked as a query. */
  E5_SMALL("e5-small-v2-q", "query: ");

  private final String id;
  private final String prefix;

  Weights(String id, String prefix) {
    this.id = id;
    this.prefix = prefix;
  }

  /** The name a model profile uses, as in {@code model: "e5-small-v2-q"}. */
  String id() {
    return id;
  }

  /** What the model was trained to see before every text. */
  String prefix() {
    return prefix;
  }

  /** The network itself; tens of megabytes. */
  byte[] network() throws IOException {
    try (var in = resource("/" + id + ".onnx")) {
      return in.readAllBytes();
    }
  }

  WordPiece tokenizer() throws IOException {
    try (var in = resource("/" + id + "-tokenizer.json")) {
      return WordPiece.read(in);
    }
  }

  /** How sure the model may be; made by RefitConfidence. */
  Properties confidence() throws IOException {
    try (var in = resource("confidence-" + id + ".properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties;
    }
  }

  /** What people say about other things, one text a line; the same for every model. */
  static List<String> background() throws IOException {
    try (var in = resource("background.txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  private static InputStream resource(String path) throws IOException {
    var in = Weights.class.getResourceAsStream(path);
    if (in == null) {
      throw new FileNotFoundException("no " + path + " on the class path");
    }
    return in;
  }

  static Optional<Weights> find(String id) {
    return Arrays.stream(values()).filter(weights -> weights.id.equals(id)).findFirst();
  }

  /** The known names, for messages. */
  static String ids() {
    return Arrays.stream(values())
        .map(weights -> "`" + weights.id + "`")
        .collect(Collectors.joining(", "));
  }
}
