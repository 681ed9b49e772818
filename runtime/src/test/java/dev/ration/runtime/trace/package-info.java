/** Tests of the trace and its documented schema. */
@NullMarked
package dev.ration.runtime.trace;

import org.jspecify.annotations.NullMarked;
