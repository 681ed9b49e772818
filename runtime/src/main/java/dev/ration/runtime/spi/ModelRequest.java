package dev.ration.runtime.spi;

import dev.ration.plan.ResultType;
import java.time.Duration;
import java.util.List;

/**
 * One question to a model.
 *
 * @param task the documentation comment of the {@code think}: what is asked, in a sentence; may be
 *     empty
 * @param prompt the prompt lines with their holes filled, in order
 * @param inputs the values of the holes alone, in order: what an embedding model compares
 * @param images what {@code show} lines hold, in order
 * @param examples the {@code example} lines
 * @param result the type the answer must have
 * @param maxOutputTokens the most tokens to write; positive
 * @param patience how long the caller can wait, from now; positive. The runtime cancels by itself;
 *     this only lets a backend set its own timers no longer
 */
public record ModelRequest(
    String task,
    List<String> prompt,
    List<String> inputs,
    List<ImageData> images,
    List<Example> examples,
    ResultType result,
    int maxOutputTokens,
    Duration patience) {
  public ModelRequest {
    prompt = List.copyOf(prompt);
    inputs = List.copyOf(inputs);
    images = List.copyOf(images);
    examples = List.copyOf(examples);
  }

  /** A worked example: what goes in (one text per hole, or one for all), and the right answer. */
  public record Example(List<String> inputs, AnswerValue answer) {
    public Example {
      inputs = List.copyOf(inputs);
    }
  }

  /** An encoded picture: {@code mediaType} as in {@code image/png}. */
  @SuppressWarnings("ArrayRecordComponent")
  public record ImageData(String mediaType, byte[] bytes) {}
}
