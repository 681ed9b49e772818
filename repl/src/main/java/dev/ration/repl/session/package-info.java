/** Trying behaviours without a terminal: a request goes in, a response comes out. */
@NullMarked
package dev.ration.repl.session;

import org.jspecify.annotations.NullMarked;
