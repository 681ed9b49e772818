/** Nodes that decide what runs next: blocks, branches, loops, calls. */
@NullMarked
package dev.ration.interpreter.nodes.control;

import org.jspecify.annotations.NullMarked;
