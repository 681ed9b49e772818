package dev.ration.runtime.choose;

import dev.ration.runtime.choose.core.Ask;
import org.jspecify.annotations.Nullable;

/**
 * A decision with what the core was asked for it, which it wants back with every attempt.
 * Immutable.
 *
 * @param ask null where the call's tiers have no model at all
 */
record Choice(Decision decision, @Nullable Ask ask) {}
