package dev.ration.grammar.diag;

/**
 * An edit that mends a finding.
 *
 * @param title an imperative: {@code remove `cloud` from the tiers}
 * @param replace what is replaced; empty to insert
 * @param with the new text
 */
public record Fix(String title, Span replace, String with) {}
