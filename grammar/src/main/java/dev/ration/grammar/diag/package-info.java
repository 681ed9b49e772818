/** Findings about a text: where, what, why, and how to mend it. */
@NullMarked
package dev.ration.grammar.diag;

import org.jspecify.annotations.NullMarked;
