/** What happened, event by event, and the writer of JSON lines. */
@NullMarked
package dev.ration.runtime.trace;

import org.jspecify.annotations.NullMarked;
