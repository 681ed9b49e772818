/** Tests of the scheduler on both clocks. */
@NullMarked
package dev.ration.runtime.clock;

import org.jspecify.annotations.NullMarked;
