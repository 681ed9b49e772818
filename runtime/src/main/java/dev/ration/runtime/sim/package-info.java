/** The simulated robot, on the injected clock, real or virtual. */
@NullMarked
package dev.ration.runtime.sim;

import org.jspecify.annotations.NullMarked;
