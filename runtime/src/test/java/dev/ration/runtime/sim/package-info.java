/** Tests of the simulated robot on the virtual clock. */
@NullMarked
package dev.ration.runtime.sim;

import org.jspecify.annotations.NullMarked;
