/** Puts a run together: site, models, clock, robot and trace. */
@NullMarked
package dev.ration.runtime.assembly;

import org.jspecify.annotations.NullMarked;
