/** The terminal on top of a session: editing, history, completion, colours, Ctrl-C. */
@NullMarked
package dev.ration.repl.shell;

import org.jspecify.annotations.NullMarked;
