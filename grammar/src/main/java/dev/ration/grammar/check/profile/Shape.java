package dev.ration.grammar.check.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which figures and groups a profile or one of its groups takes. Immutable. */
record Shape(Map<String, Kind> fields, Map<String, Group> groups, Set<String> required) {
  Shape {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    required = Collections.unmodifiableSet(new LinkedHashSet<>(required));
  }

  /** What the word after a group's name is. */
  enum Key {
    /** There is none. */
    NONE,
    /** Any name. */
    FREE,
    /** One of {@link Schema#BANDS}. */
    BAND,
    /** One of {@link Schema#METERS}. */
    METER,
    /** A resource of the robot. */
    RESOURCE,
    /** A sensor of the robot. */
    SENSOR,
    /** A host action's full name. */
    ACTION,
    /** A tier. */
    TIER
  }

  /** A group: its key and what stands in it; settings take any field. */
  record Group(Key key, Shape shape, boolean isOpen) {}

  /** The names of all fields and groups, for suggestions. */
  List<String> words() {
    Set<String> all = new LinkedHashSet<>(fields.keySet());
    all.addAll(groups.keySet());
    return List.copyOf(all);
  }

  /** Builds a shape line by line. */
  static final class Builder {
    private final Map<String, Kind> fields = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    Builder field(String name, Kind kind) {
      fields.put(name, kind);
      return this;
    }

    Builder needed(String name, Kind kind) {
      required.add(name);
      return field(name, kind);
    }

    Builder group(String name, Key key, Builder inside) {
      groups.put(name, new Group(key, inside.build(), false));
      return this;
    }

    Builder settings() {
      groups.put("settings", new Group(Key.NONE, new Builder().build(), true));
      return this;
    }

    Builder fieldsOf(Builder other) {
      fields.putAll(other.fields);
      groups.putAll(other.groups);
      return this;
    }

    Shape build() {
      return new Shape(fields, groups, required);
    }
  }
}
