package dev.ration.lint.rule;

/**
 * A number that a rule can be told.
 *
 * @param name as settings write it, words joined by {@code -}
 * @param preset what holds without a setting
 * @param least the least it can be
 * @param most the most it can be
 * @param meaning what it says, a noun phrase
 */
public record RuleOption(String name, long preset, long least, long most, String meaning) {}
