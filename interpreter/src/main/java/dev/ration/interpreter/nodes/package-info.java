/** What every piece of executable policy shares: the node, its strand, and its faults. */
@NullMarked
package dev.ration.interpreter.nodes;

import org.jspecify.annotations.NullMarked;
