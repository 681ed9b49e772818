/** Nodes that ask the runtime: scopes, commands, waits, models, sensors. */
@NullMarked
package dev.ration.interpreter.nodes.action;

import org.jspecify.annotations.NullMarked;
