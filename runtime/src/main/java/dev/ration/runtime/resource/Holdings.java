package dev.ration.runtime.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what of a robot's resources (P5): all or nothing, lent by an activity to those inside
 * it. Used with the scheduler's lock held.
 */
public final class Holdings {
  private final ResourceTree tree;
  private final Map<String, Long> used = new LinkedHashMap<>();
  private final Set<String> quarantined = new TreeSet<>();

  public Holdings(ResourceTree tree) {
    this.tree = tree;
  }

  /** What an activity inside {@code outer} wants, with all that this takes of other resources. */
  public Claim claim(@Nullable Claim outer, List<Holding> holdings) {
    Map<String, Long> shares = new LinkedHashMap<>();
    for (Holding holding : holdings) {
      add(shares, holding.resource(), holding.millionths(), 0);
    }
    return new Claim(outer, shares);
  }

  private void add(Map<String, Long> shares, String resource, long millionths, int depth) {
    shares.merge(resource, millionths, Math::addExact);
    ResourceTree.Node node = tree.nodes().get(resource);
    if (node != null && depth < tree.nodes().size()) {
      for (Holding taken : node.takes()) {
        long share =
            Math.ceilDiv(Math.multiplyExact(millionths, taken.millionths()), Holding.WHOLE);
        add(shares, taken.resource(), share, depth + 1);
      }
    }
  }

  /** The first resource of which it wants more than there is; null when there is none. */
  public @Nullable String aboveCapacity(Claim claim) {
    for (Map.Entry<String, Long> wanted : claim.shares.entrySet()) {
      if (wanted.getValue() > Holding.WHOLE) {
        return wanted.getKey();
      }
    }
    return null;
  }

  /** Takes all of it; returns the first resource that is not free, and takes nothing, otherwise. */
  public @Nullable String take(Claim claim) {
    for (Map.Entry<String, Long> wanted : claim.shares.entrySet()) {
      String resource = wanted.getKey();
      Claim lender = lender(claim, resource, wanted.getValue());
      long free =
          lender == null ? Holding.WHOLE - used.getOrDefault(resource, 0L) : lender.free(resource);
      if (quarantined.contains(resource) || free < wanted.getValue()) {
        return resource;
      }
    }
    for (Map.Entry<String, Long> wanted : claim.shares.entrySet()) {
      String resource = wanted.getKey();
      Claim lender = lender(claim, resource, wanted.getValue());
      if (lender == null) {
        used.merge(resource, wanted.getValue(), Long::sum);
      } else {
        lender.lent.merge(resource, wanted.getValue(), Long::sum);
        claim.lenders.put(resource, lender);
      }
    }
    claim.isHeld = true;
    return null;
  }

  /** How much of a resource is not free for a claim that is not held yet; 0 or less if it fits. */
  public long missing(Claim claim, String resource) {
    long wanted = claim.share(resource);
    Claim lender = lender(claim, resource, wanted);
    long free =
        lender == null ? Holding.WHOLE - used.getOrDefault(resource, 0L) : lender.free(resource);
    return wanted - free;
  }

  /** Whether what is held was taken from where {@code wanted} would take the same resource. */
  public static boolean isBeside(Claim held, Claim wanted, String resource) {
    return held.isHeld
        && held.share(resource) > 0
        && held.lenders.get(resource) == lender(wanted, resource, wanted.share(resource));
  }

  /** Whether nobody gets a resource until its safe state is confirmed. */
  public boolean isQuarantined(String resource) {
    return quarantined.contains(resource);
  }

  private static @Nullable Claim lender(Claim claim, String resource, long share) {
    for (Claim around = claim.outer; around != null; around = around.outer) {
      if (around.isHeld && around.share(resource) >= share) {
        return around;
      }
    }
    return null;
  }

  /** Gives everything back; idempotent. */
  public void release(Claim claim) {
    if (!claim.isHeld) {
      return;
    }
    claim.isHeld = false;
    for (Map.Entry<String, Long> held : claim.shares.entrySet()) {
      Claim lender = claim.lenders.get(held.getKey());
      Map<String, Long> book = lender == null ? used : lender.lent;
      book.merge(held.getKey(), -held.getValue(), Long::sum);
    }
  }

  /** Refuses a resource to everybody until its safe state is confirmed (C3, T11). */
  public void quarantine(String resource) {
    quarantined.add(resource);
  }

  /** Admits a resource again; returns whether it was in quarantine. */
  public boolean confirmSafe(String resource) {
    return quarantined.remove(resource);
  }

  /** The resources that nobody gets, in alphabetical order. */
  public Set<String> quarantined() {
    return new TreeSet<>(quarantined);
  }

  /** How much of a resource is held, in millionths of it. */
  public long used(String resource) {
    return used.getOrDefault(resource, 0L);
  }

  /** Within which everything that uses a resource has stopped, in nanoseconds. */
  public long stopNanos(String resource) {
    ResourceTree.Node node = tree.nodes().get(resource);
    return node == null ? 0 : node.stopNanos();
  }

  /** Whether a resource must be brought to a safe state before it is released. */
  public boolean hasSafeState(String resource) {
    ResourceTree.Node node = tree.nodes().get(resource);
    return node != null && node.hasSafeState();
  }
}
