/** Tests of text to tree and back. */
@NullMarked
package dev.ration.grammar.syntax;

import org.jspecify.annotations.NullMarked;
