/** Policies made at random, and a plain reading of the rules that their runs are compared with. */
@NullMarked
package dev.ration.interpreter.reference;

import org.jspecify.annotations.NullMarked;
