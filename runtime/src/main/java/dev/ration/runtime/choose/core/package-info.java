/** The arithmetic of a choice between tiers: primitives in, primitives out, no clock of its own. */
@NullMarked
package dev.ration.runtime.choose.core;

import org.jspecify.annotations.NullMarked;
