/** Energy meters of Linux machines, read as files, and what they add up to. */
@NullMarked
package dev.ration.connect.meters;

import org.jspecify.annotations.NullMarked;
