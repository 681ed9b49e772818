package dev.ration.grammar.diag;

/** A second place that a finding points at, with what it has to do with it. */
public record Label(Span at, String text) {}
