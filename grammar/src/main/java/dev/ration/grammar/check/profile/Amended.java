package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A profile or group with what it took over from the one it is like: the last line for each field,
 * in the order in which fields and groups were first written. Confined to the thread that builds
 * it.
 */
final class Amended {
  /** A field's line, and the profile in which it stands. */
  record Line(Declaration.Entry.Field field, Declaration.Profile owner) {}

  private final Map<String, Line> fields = new LinkedHashMap<>();
  private final Map<String, Map<String, Amended>> groups = new LinkedHashMap<>();
  private Span at;
  private Declaration.Profile owner;

  private Amended(Span at, Declaration.Profile owner) {
    this.at = at;
    this.owner = owner;
  }

  /**
   * A profile with all it is like; a base that is missing, of another kind or circular is left out.
   */
  static Amended of(Declaration.Profile profile, ProfileContext context) {
    Amended all = new Amended(profile.name().span(), profile);
    for (Declaration.Profile one : chain(profile, context)) {
      all.add(one.entries(), one);
    }
    all.at = profile.name().span();
    all.owner = profile;
    return all;
  }

  /** A profile and those it is like, the last base first. */
  static Deque<Declaration.Profile> chain(Declaration.Profile profile, ProfileContext context) {
    Deque<Declaration.Profile> chain = new ArrayDeque<>();
    Set<Declaration.Profile> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Optional<Declaration.Profile> next = Optional.of(profile);
    while (next.isPresent() && seen.add(next.get())) {
      Declaration.Profile one = next.get();
      chain.addFirst(one);
      next =
          Optional.ofNullable(one.like())
              .flatMap(like -> context.profile(one, like.text()))
              .filter(base -> base.kind() == one.kind());
    }
    return chain;
  }

  /** The same with the lines of {@code more} over its own. */
  Amended with(Amended more) {
    Amended both = new Amended(more.at, more.owner);
    both.addAll(this);
    both.addAll(more);
    return both;
  }

  private void addAll(Amended other) {
    fields.putAll(other.fields);
    other.groups.forEach(
        (name, keyed) ->
            keyed.forEach((key, group) -> group(name, key, group.at, group.owner).addAll(group)));
  }

  private void add(Iterable<Declaration.Entry> entries, Declaration.Profile from) {
    for (Declaration.Entry entry : entries) {
      switch (entry) {
        case Declaration.Entry.Field field ->
            fields.put(field.name().text(), new Line(field, from));
        case Declaration.Entry.Group group -> {
          String key = group.key() == null ? "" : group.key().text();
          Amended inside = group(group.name().text(), key, group.name().span(), from);
          inside.add(group.entries(), from);
        }
      }
    }
  }

  private Amended group(String name, String key, Span where, Declaration.Profile from) {
    Amended group =
        groups
            .computeIfAbsent(name, _ -> new LinkedHashMap<>())
            .computeIfAbsent(key, _ -> new Amended(where, from));
    group.at = where;
    group.owner = from;
    return group;
  }

  /** Its name, or the name of the group that amended it last. */
  Span at() {
    return at;
  }

  /** The profile in which it stands, or was amended last. */
  Declaration.Profile owner() {
    return owner;
  }

  /** A field's last line. */
  Optional<Line> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** All fields' last lines by name. */
  Map<String, Line> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** The groups of one name by key. */
  Map<String, Amended> groups(String name) {
    return Collections.unmodifiableMap(groups.getOrDefault(name, Map.of()));
  }

  /** The group of a name that has no key. */
  Optional<Amended> group(String name) {
    return Optional.ofNullable(groups(name).get(""));
  }
}
