/** Runs checked policies: the way in for the command line, the REPL and programs that embed it. */
@NullMarked
package dev.ration.interpreter;

import org.jspecify.annotations.NullMarked;
