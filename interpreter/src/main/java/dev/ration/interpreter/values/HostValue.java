package dev.ration.interpreter.values;

/**
 * A value that only the host can make, such as a picture.
 *
 * @param type the host type's full name
 * @param value as the host gave it; compared by its own equality
 */
public record HostValue(String type, Object value) {}
