package dev.ration.connect.openai;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Parts of a request that not every server takes, and that a call can do without. */
enum Option {
  /** {@code logprobs}: without it, the confidence is the settings'. */
  LOGPROBS("logprobs"),
  /** {@code stream_options}: without it, a stream may lack its usage. */
  STREAM_USAGE("stream_options"),
  /** {@code max_tokens}: some models want {@code max_completion_tokens} instead. */
  OLD_LIMIT("max_completion_tokens");

  private final String complaint;

  Option(String complaint) {
    this.complaint = complaint;
  }

  /** Finds the one among {@code offered} that a server's error complains of. */
  static Optional<Option> complainedOf(String error, Set<Option> offered) {
    return EnumSet.allOf(Option.class).stream()
        .filter(offered::contains)
        .filter(option -> error.contains(option.complaint))
        .findFirst();
  }
}
