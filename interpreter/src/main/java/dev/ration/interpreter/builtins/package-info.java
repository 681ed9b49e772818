/** Bodies of functions that the library declares and only the host can compute. */
@NullMarked
package dev.ration.interpreter.builtins;

import org.jspecify.annotations.NullMarked;
