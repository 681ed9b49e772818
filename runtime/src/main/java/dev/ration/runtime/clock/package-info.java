/** Time: one scheduler over a real or a virtual clock, and the strands that take turns under it. */
@NullMarked
package dev.ration.runtime.clock;

import org.jspecify.annotations.NullMarked;
