package dev.ration.runtime.scope;

import dev.ration.runtime.clock.Instants;
import java.util.List;
import java.util.Locale;

/**
 * What is known of an activity before it runs. Immutable; made once per place in the policy.
 *
 * <p>Lists of conditions hold their texts, for messages; the callbacks of the same index are in
 * {@link ScopeBody}. All bounds are in nanoseconds; {@link Instants#NEVER} means that there is
 * none.
 *
 * @param name what reports call it
 * @param kind what it is
 * @param origin where it stands, as in {@code welcome.ration:12:5}; may be empty
 * @param skipIf the texts of {@code skip if}
 * @param handlers {@code on} and {@code else}, in order; at most one runs
 * @param hasCleanup whether there is a cleanup
 * @param keep the texts of {@code keep}
 * @param until the texts of {@code until}
 * @param retry how it is tried again, or {@link Retry#NONE}
 * @param require the texts of {@code require}
 * @param ensure the texts of {@code ensure}
 * @param soft how many {@code soft within} blocks there are
 */
public record ScopeSpec(
    String name,
    Kind kind,
    String origin,
    List<String> skipIf,
    List<Handler> handlers,
    boolean hasCleanup,
    List<String> keep,
    List<String> until,
    Retry retry,
    List<String> require,
    List<String> ensure,
    int soft) {
  public ScopeSpec {
    skipIf = List.copyOf(skipIf);
    handlers = List.copyOf(handlers);
    keep = List.copyOf(keep);
    until = List.copyOf(until);
    require = List.copyOf(require);
    ensure = List.copyOf(ensure);
  }

  /** What an activity is, for receipts and traces. */
  public enum Kind {
    POLICY,
    ACTION,
    STEP,
    /** A call with clauses of its own. */
    CALL,
    COMMAND,
    THINK,
    LOOP,
    /** One round of {@code every}. */
    ROUND,
    PARALLEL,
    BRANCH,
    RESPOND,
    CRITICAL,
    HANDLER,
    REPAIR,
    CLEANUP,
    SOFT,
    /** A block with event handlers. */
    BLOCK,
    /** A {@code whenever} that listens. */
    WHENEVER,
    /** One run of an event handler. */
    EVENT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in traces and reports. */
    public String word() {
      return word;
    }
  }

  /**
   * One {@code on} or {@code else}.
   *
   * @param reasons as a policy writes them; empty for {@code else}, which answers any
   * @param boundNanos the longest it can take, NEVER when nothing bounds it
   * @param minimumNanos the least it takes
   */
  public record Handler(List<String> reasons, long boundNanos, long minimumNanos) {
    public Handler {
      reasons = List.copyOf(reasons);
    }

    /** Tells whether this handler answers a timeout. */
    public boolean answersTimeout() {
      return reasons.isEmpty() || reasons.contains("timeout");
    }

    /** Tells whether this handler answers a failure. */
    public boolean answers(Failure failure) {
      return reasons.isEmpty() || reasons.stream().anyMatch(failure.reason()::answers);
    }
  }

  /**
   * {@code retry n after r1, r2 backoff a .. b by k}.
   *
   * @param after the reasons it is for; empty for all that P2 allows
   */
  public record Retry(boolean isOn, List<String> after) {
    /** One attempt. */
    public static final Retry NONE = new Retry(false, List.of());

    public Retry {
      after = List.copyOf(after);
    }
  }

  /** An activity without trailers and conditions. */
  public static ScopeSpec plain(String name, Kind kind) {
    return builder(name, kind).build();
  }

  /** Begins a specification. */
  public static Builder builder(String name, Kind kind) {
    return new Builder(name, kind);
  }

  /** Tells whether it has nothing but a body: such a scope may be opened and closed by hand. */
  public boolean isPlain() {
    return skipIf.isEmpty()
        && handlers.isEmpty()
        && !hasCleanup
        && keep.isEmpty()
        && until.isEmpty()
        && !retry.isOn()
        && require.isEmpty()
        && ensure.isEmpty()
        && soft == 0;
  }

  /** Collects the parts of a specification. Used by one thread. */
  public static final class Builder {
    private final String name;
    private final Kind kind;
    private String origin = "";
    private List<String> skipIf = List.of();
    private List<Handler> handlers = List.of();
    private boolean hasCleanup;
    private List<String> keep = List.of();
    private List<String> until = List.of();
    private Retry retry = Retry.NONE;
    private List<String> require = List.of();
    private List<String> ensure = List.of();
    private int soft;

    private Builder(String name, Kind kind) {
      this.name = name;
      this.kind = kind;
    }

    public Builder origin(String value) {
      origin = value;
      return this;
    }

    public Builder skipIf(String... texts) {
      skipIf = List.of(texts);
      return this;
    }

    public Builder handlers(Handler... values) {
      handlers = List.of(values);
      return this;
    }

    public Builder cleanup() {
      hasCleanup = true;
      return this;
    }

    public Builder keep(String... texts) {
      keep = List.of(texts);
      return this;
    }

    public Builder until(String... texts) {
      until = List.of(texts);
      return this;
    }

    public Builder retry(String... after) {
      retry = new Retry(true, List.of(after));
      return this;
    }

    public Builder require(String... texts) {
      require = List.of(texts);
      return this;
    }

    public Builder ensure(String... texts) {
      ensure = List.of(texts);
      return this;
    }

    public Builder soft(int count) {
      soft = count;
      return this;
    }

    /** Makes the specification. */
    public ScopeSpec build() {
      return new ScopeSpec(
          name,
          kind,
          origin,
          skipIf,
          handlers,
          hasCleanup,
          keep,
          until,
          retry,
          require,
          ensure,
          soft);
    }
  }
}
