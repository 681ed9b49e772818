package dev.ration.repl.session;

/**
 * One way to complete what stands before the cursor.
 *
 * @param text what the word becomes
 * @param from where the word starts, an offset in the input
 * @param group what kind of thing it is, as in {@code action} or {@code unit}
 * @param description a few words, or empty
 */
public record Completion(String text, int from, String group, String description) {}
