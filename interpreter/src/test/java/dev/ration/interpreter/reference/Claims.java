package dev.ration.interpreter.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who holds which resource, and lends it to whom (P5). All are held whole. */
final class Claims {
  private final Map<String, Claim> free = new HashMap<>();
  private final Set<String> quarantined = new HashSet<>();

  /** What one scope wants or holds. */
  static final class Claim {
    final Frame frame;
    final @Nullable Claim outer;
    final List<String> resources;
    final Map<String, Claim> lentTo = new HashMap<>();
    boolean isHeld;

    Claim(Frame frame, @Nullable Claim outer, List<String> resources) {
      this.frame = frame;
      this.outer = outer;
      this.resources = List.copyOf(resources);
    }

    /** The nearest holder around it, who lends; null where it asks the robot itself. */
    @Nullable Claim lender(String resource) {
      for (Claim around = outer; around != null; around = around.outer) {
        if (around.isHeld && around.resources.contains(resource)) {
          return around;
        }
      }
      return null;
    }
  }

  private Map<String, Claim> book(Claim claim, String resource) {
    Claim lender = claim.lender(resource);
    return lender == null ? free : lender.lentTo;
  }

  /** All or nothing. */
  boolean take(Claim claim) {
    for (String resource : claim.resources) {
      if (quarantined.contains(resource) || book(claim, resource).containsKey(resource)) {
        return false;
      }
    }
    for (String resource : claim.resources) {
      book(claim, resource).put(resource, claim);
    }
    claim.isHeld = true;
    return true;
  }

  /** The claims that stand in the way of another, each once. */
  List<Claim> inTheWayOf(Claim claim) {
    List<Claim> found = new ArrayList<>();
    for (String resource : claim.resources) {
      Claim holder = book(claim, resource).get(resource);
      if (holder != null && !found.contains(holder)) {
        found.add(holder);
      }
    }
    return found;
  }

  void release(Claim claim) {
    claim.isHeld = false;
    for (String resource : claim.resources) {
      book(claim, resource).remove(resource, claim);
    }
  }

  void quarantine(String resource) {
    quarantined.add(resource);
  }

  boolean confirmSafe(String resource) {
    return quarantined.remove(resource);
  }

  boolean isQuarantined(Claim claim) {
    return claim.resources.stream().anyMatch(quarantined::contains);
  }
}
