package dev.ration.connect.onnx;

import ai.onnxruntime.OrtException;
import dev.ration.connect.ort.Stop;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.ModelAnswer;
import dev.ration.runtime.spi.ModelRequest;

/** Something that picks an option. Used by one thread. */
interface Picker extends AutoCloseable {
  /** Makes the first choice as fast as any later one. */
  void warmUp(Stop stop) throws OrtException, Stop.Stopped;

  /** Reads the options and examples of a request, unless that was done before. */
  void ready(ModelRequest shape, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped;

  /** Answers a request. */
  ModelAnswer choose(ModelRequest request, ResultType.Choice choice, Stop stop)
      throws OrtException, Stop.Stopped;

  @Override
  void close() throws OrtException;
}
