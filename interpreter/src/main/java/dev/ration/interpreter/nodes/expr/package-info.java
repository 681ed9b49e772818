/** Nodes that compute values. */
@NullMarked
package dev.ration.interpreter.nodes.expr;

import org.jspecify.annotations.NullMarked;
