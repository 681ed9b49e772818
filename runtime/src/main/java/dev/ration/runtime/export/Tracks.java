package dev.ration.runtime.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays activities out on tracks so that on each of them one lies inside the other: an activity goes
 * onto the track of the one around it where that has nothing else open, else onto one of its own.
 */
final class Tracks {
  /** What runs beside the block around it, by its nature. */
  private static final Set<String> BESIDE = Set.of("branch", "whenever", "soft");

  private final Map<Long, Track> byActivity = new HashMap<>();
  private final List<Track> all = new ArrayList<>();

  /** One track, with what is open on it, the innermost first. */
  static final class Track {
    final int number;
    final String name;
    private final Deque<Long> open = new ArrayDeque<>();

    Track(int number, String name) {
      this.number = number;
      this.name = name;
    }
  }

  /** Puts an activity that begins onto a track. */
  Track begin(long activity, long parent, String kind, String name) {
    Track around = byActivity.get(parent);
    Long innermost = around == null ? null : around.open.peek();
    boolean isFree = innermost != null && innermost == parent && !BESIDE.contains(kind);
    Track track = around != null && isFree ? around : own(name);
    track.open.push(activity);
    byActivity.put(activity, track);
    return track;
  }

  private Track own(String name) {
    for (Track track : all) {
      if (track.open.isEmpty() && track.name.equals(name)) {
        return track;
      }
    }
    Track made = new Track(all.size() + 1, name);
    all.add(made);
    return made;
  }

  /** The track of an activity; null before it began. */
  @Nullable Track of(long activity) {
    return byActivity.get(activity);
  }

  /**
   * Takes an activity off its track.
   *
   * @return how many slices end with it: those inside that the trace left open, and its own
   */
  int end(long activity) {
    Track track = byActivity.get(activity);
    int ended = 0;
    if (track != null && track.open.contains(activity)) {
      while (!track.open.isEmpty()) {
        ended++;
        if (track.open.pop() == activity) {
          break;
        }
      }
    }
    return ended;
  }

  /** All tracks, in the order in which they came up. */
  List<Track> all() {
    return all;
  }

  /** How many slices are open on a track. */
  static int open(Track track) {
    return track.open.size();
  }
}
