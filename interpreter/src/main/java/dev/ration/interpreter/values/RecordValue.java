package dev.ration.interpreter.values;

import java.util.Arrays;

/** A record, or the results of named branches. Immutable. */
public final class RecordValue {
  private final RecordShape shape;
  private final Object[] fields;

  /** Takes the array over; nobody may change it afterwards. */
  public RecordValue(RecordShape shape, Object[] fields) {
    this.shape = shape;
    this.fields = fields;
  }

  public RecordShape shape() {
    return shape;
  }

  /** The field at a place, in declared order. */
  public Object field(int index) {
    return fields[index];
  }

  /** How many fields it has. */
  public int size() {
    return fields.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordValue that
        && shape.equals(that.shape)
        && Arrays.equals(fields, that.fields);
  }

  @Override
  public int hashCode() {
    return 31 * shape.name().hashCode() + Arrays.hashCode(fields);
  }
}
