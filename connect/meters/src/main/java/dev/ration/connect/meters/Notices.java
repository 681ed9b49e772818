package dev.ration.connect.meters;

import dev.ration.plan.Code;
import dev.ration.runtime.spi.MeterNotice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be told of one meter: each trouble when it begins. Used by one thread. */
final class Notices {
  private final String meter;
  private final List<MeterNotice> untold = new ArrayList<>();
  private @Nullable Code current;

  Notices(String meter) {
    this.meter = meter;
  }

  /** Something lasts: told when it begins. */
  void lasting(Code code, String words) {
    if (code != current) {
      current = code;
      once(code, words);
    }
  }

  /** Something happened. */
  void once(Code code, String words) {
    untold.add(new MeterNotice(code, meter, "`%s` %s.".formatted(meter, words)));
  }

  /** All is well again. */
  void over() {
    current = null;
  }

  /** What was not told yet; it is told now. */
  List<MeterNotice> take() {
    List<MeterNotice> all = List.copyOf(untold);
    untold.clear();
    return all;
  }
}
