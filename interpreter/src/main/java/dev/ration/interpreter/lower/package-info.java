/** Checked policy to executable nodes. */
@NullMarked
package dev.ration.interpreter.lower;

import org.jspecify.annotations.NullMarked;
