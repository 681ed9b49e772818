package dev.ration.interpreter.values;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map in the order in which its keys were put. It never changes; larger maps share the entries of
 * smaller ones, where only new keys were added.
 */
public final class MapValue {
  private final Store store;
  private final int size;

  private MapValue(Store store, int size) {
    this.store = store;
    this.size = size;
  }

  /** Returns a map without keys. */
  public static MapValue empty() {
    return new MapValue(new Store(), 0);
  }

  /** The entries of a map and of those made from it. */
  private static final class Store {
    private final Map<Object, Integer> places = new HashMap<>();
    private final List<Object> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    synchronized int place(Object key) {
      return places.getOrDefault(key, Integer.MAX_VALUE);
    }

    synchronized Object key(int place) {
      return keys.get(place);
    }

    synchronized Object value(int place) {
      return values.get(place);
    }

    /** Adds a key unless somebody already made another map from the one of {@code size}. */
    synchronized boolean add(int size, Object key, Object value) {
      if (keys.size() != size || places.containsKey(key)) {
        return false;
      }
      places.put(key, size);
      keys.add(key);
      values.add(value);
      return true;
    }
  }

  /** The number of keys. */
  public int size() {
    return size;
  }

  /** What stands under a key, or null. */
  public @Nullable Object get(Object key) {
    int place = store.place(key);
    return place < size ? store.value(place) : null;
  }

  /** The key at a place. */
  public Object keyAt(int place) {
    return store.key(place);
  }

  /** The value at a place. */
  public Object valueAt(int place) {
    return store.value(place);
  }

  /** Returns a map that has {@code value} under {@code key}. */
  public MapValue put(Object key, Object value) {
    if (store.add(size, key, value)) {
      return new MapValue(store, size + 1);
    }
    Store copy = new Store();
    int replaced = store.place(key);
    for (int i = 0; i < size; i++) {
      boolean added = copy.add(i, store.key(i), i == replaced ? value : store.value(i));
      assert added;
    }
    if (replaced >= size) {
      boolean added = copy.add(size, key, value);
      assert added;
      return new MapValue(copy, size + 1);
    }
    return new MapValue(copy, size);
  }

  /** The keys, in order. */
  public ListValue keys() {
    Object[] keys = new Object[size];
    for (int i = 0; i < size; i++) {
      keys[i] = store.key(i);
    }
    return ListValue.of(keys);
  }

  /** Equal maps have the same keys with equal values, in whatever order. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof MapValue that) || size != that.size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      Object theirs = that.get(keyAt(i));
      if (theirs == null || !theirs.equals(valueAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += keyAt(i).hashCode() ^ valueAt(i).hashCode();
    }
    return sum;
  }
}
