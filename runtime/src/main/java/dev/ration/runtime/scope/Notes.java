package dev.ration.runtime.scope;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scope collects for its receipt. Changed with the scheduler's lock held. */
final class Notes {
  final List<Receipt> children = new ArrayList<>();
  final List<Receipt.Fault> faults = new ArrayList<>();
  @Nullable String tier;
  String why = "";
  int attempts = 1;
  long dropped;
  long drawnMicrojoules;
  Receipt.@Nullable Phases phases;
}
