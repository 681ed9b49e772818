package dev.ration.connect.openai;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long a server asks to be left alone, from its headers. */
final class RetryAfter {
  private static final Duration MOST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Reads {@code retry-after-ms}, or {@code Retry-After} in seconds or as a date. */
  static Optional<Duration> read(HttpHeaders headers, InstantSource wallClock) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(written -> seconds(written, 1e-3))
        .or(() -> headers.firstValue("retry-after").flatMap(written -> seconds(written, 1)))
        .or(
            () ->
                headers
                    .firstValue("retry-after")
                    .flatMap(written -> date(written, headers, wallClock)));
  }

  private static Optional<Duration> seconds(String written, double unit) {
    if (!written.strip().matches("\\d{1,18}(\\.\\d{1,9})?")) {
      return Optional.empty();
    }
    double seconds = Double.parseDouble(written.strip()) * unit;
    return Optional.of(
        seconds >= MOST.toSeconds() ? MOST : Duration.ofNanos(Math.round(seconds * 1e9)));
  }

  private static Optional<Duration> date(
      String written, HttpHeaders headers, InstantSource wallClock) {
    // The server's own date, where it sends one: a robot's calendar is often wrong.
    Optional<Instant> then = instant(written);
    Instant now =
        headers.firstValue("date").flatMap(RetryAfter::instant).orElseGet(wallClock::instant);
    return then.map(
        until -> {
          Duration wait = Duration.between(now, until);
          if (wait.isNegative()) {
            return Duration.ZERO;
          }
          return wait.compareTo(MOST) > 0 ? MOST : wait;
        });
  }

  private static Optional<Instant> instant(String written) {
    try {
      return Optional.of(
          ZonedDateTime.parse(written.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }
}
