package dev.ration.interpreter.values;

import java.util.List;

/**
 * The form of a record: what it is called and what its fields are called, in order. Immutable;
 * equal by content.
 *
 * @param name the record's full name; empty for the results of branches
 */
public record RecordShape(String name, List<String> fields) {
  public RecordShape {
    fields = List.copyOf(fields);
  }
}
