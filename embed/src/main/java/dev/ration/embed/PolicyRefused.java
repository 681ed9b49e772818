package dev.ration.embed;

import dev.ration.grammar.diag.Diagnostic;
import java.util.List;

/** A policy, a site or an argument that cannot be used; the message is what an integrator reads. */
public final class PolicyRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> findings;

  PolicyRefused(String message, List<Diagnostic> findings) {
    super(message);
    this.findings = List.copyOf(findings);
  }

  /** What the checker found, each with its code and place; empty where the message is all. */
  public List<Diagnostic> findings() {
    return findings;
  }
}
