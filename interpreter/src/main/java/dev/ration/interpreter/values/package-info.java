/**
 * What policies calculate with: immutable guest values, how they compare and how they are shown.
 */
@NullMarked
package dev.ration.interpreter.values;

import org.jspecify.annotations.NullMarked;
