/** The meaning of a text: names, types, units, provenance, and the reasons that can escape. */
@NullMarked
package dev.ration.grammar.check;

import org.jspecify.annotations.NullMarked;
