/** The language as its host engine sees it. */
@NullMarked
package dev.ration.interpreter.lang;

import org.jspecify.annotations.NullMarked;
