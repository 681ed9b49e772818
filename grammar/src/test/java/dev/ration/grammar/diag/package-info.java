/** Tests of sources, findings and how they are shown. */
@NullMarked
package dev.ration.grammar.diag;

import org.jspecify.annotations.NullMarked;
