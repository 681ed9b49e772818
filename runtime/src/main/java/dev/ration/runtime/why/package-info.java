/** A run told from its trace: what happened to whom, and why (rule M4). */
@NullMarked
package dev.ration.runtime.why;

import org.jspecify.annotations.NullMarked;
