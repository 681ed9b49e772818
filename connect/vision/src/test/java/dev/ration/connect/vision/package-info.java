/** Pictures of part labels, and what is read on them. */
@NullMarked
package dev.ration.connect.vision;

import org.jspecify.annotations.NullMarked;
