/** What is worked out before anything runs, held against what runs do. */
@NullMarked
package dev.ration.interpreter.agree;

import org.jspecify.annotations.NullMarked;
