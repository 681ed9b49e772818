/** Text to tree and back: the grammar, the layout of lines, the tree, and the formatter. */
@NullMarked
package dev.ration.grammar.syntax;

import org.jspecify.annotations.NullMarked;
