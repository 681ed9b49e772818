/** The session without a terminal, on the virtual clock. */
@NullMarked
package dev.ration.repl.session;

import org.jspecify.annotations.NullMarked;
