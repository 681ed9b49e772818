package dev.ration.connect.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

/** How networks are opened, so that the same input has the same output. */
public final class Networks {
  /** The runtime prints nothing: what is worth knowing reaches the listener. */
  static final OrtLoggingLevel SILENT = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;

  private Networks() {}

  /** What all networks of a process share; it stays open. */
  public static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(SILENT, "ration");
  }

  /**
   * Opens a network that does its arithmetic on the thread that runs it.
   *
   * @param network as ONNX
   * @throws OrtException if it is none
   */
  public static OrtSession open(byte[] network) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // A second thread, and waiting in a loop for work, both made short texts slower.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setSessionLogLevel(SILENT);
      return environment().createSession(network, options);
    }
  }
}
