package dev.ration.interpreter.values;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A list. It never changes; longer lists share the items of shorter ones.
 *
 * <p>Thread-safe: of two lists made longer from one, the second copies.
 */
public final class ListValue extends AbstractList<Object> {
  public static final ListValue EMPTY = new ListValue(new Object[0], 0, new AtomicInteger(0));

  private final Object[] items;
  private final int size;

  /** How much of {@link #items} is taken, by this list or one made from it. */
  private final AtomicInteger taken;

  private ListValue(Object[] items, int size, AtomicInteger taken) {
    this.items = items;
    this.size = size;
    this.taken = taken;
  }

  /** Takes the array over; nobody may change it afterwards. */
  public static ListValue of(Object... items) {
    return new ListValue(items, items.length, new AtomicInteger(items.length));
  }

  /** Copies a collection. */
  public static ListValue copyOf(Collection<?> items) {
    return of(items.toArray());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Object get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return items[index];
  }

  /** Returns a list that has {@code item} at its end. */
  public ListValue with(Object item) {
    if (size < items.length && taken.compareAndSet(size, size + 1)) {
      items[size] = item;
      return new ListValue(items, size + 1, taken);
    }
    Object[] more = Arrays.copyOf(items, Math.max(8, size + (size >> 1) + 1));
    Arrays.fill(more, size, more.length, null);
    more[size] = item;
    return new ListValue(more, size + 1, new AtomicInteger(size + 1));
  }
}
