package dev.ration.runtime.clock;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of events that can lose any of them in logarithmic time. */
final class EventHeap {
  private @Nullable Event[] items = new Event[64];
  private int size;

  @Nullable Event peek() {
    return size == 0 ? null : items[0];
  }

  void add(Event event) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    size++;
    up(size - 1, event);
  }

  /** Takes an event out; returns false if it is not in. */
  boolean remove(Event event) {
    int hole = event.index;
    if (hole < 0) {
      return false;
    }
    event.index = -1;
    size--;
    Event last = get(size);
    items[size] = null;
    if (last != event) {
      down(hole, last);
      if (last.index == hole) {
        up(hole, last);
      }
    }
    return true;
  }

  private Event get(int index) {
    Event event = items[index];
    if (event == null) {
      throw new IllegalStateException("a hole in the heap");
    }
    return event;
  }

  private void put(int index, Event event) {
    items[index] = event;
    event.index = index;
  }

  private void up(int from, Event event) {
    int index = from;
    while (index > 0) {
      int above = (index - 1) >>> 1;
      Event parent = get(above);
      if (!event.isBefore(parent)) {
        break;
      }
      put(index, parent);
      index = above;
    }
    put(index, event);
  }

  private void down(int from, Event event) {
    int index = from;
    while (2 * index + 1 < size) {
      int below = 2 * index + 1;
      if (below + 1 < size && get(below + 1).isBefore(get(below))) {
        below++;
      }
      if (!get(below).isBefore(event)) {
        break;
      }
      put(index, get(below));
      index = below;
    }
    put(index, event);
  }
}
