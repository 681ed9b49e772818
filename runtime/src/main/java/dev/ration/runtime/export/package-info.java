/** Traces in the formats of other people's viewers. */
@NullMarked
package dev.ration.runtime.export;

import org.jspecify.annotations.NullMarked;
