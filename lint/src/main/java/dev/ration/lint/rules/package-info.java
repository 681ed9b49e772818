/** Every rule there is, in one list. */
@NullMarked
package dev.ration.lint.rules;

import org.jspecify.annotations.NullMarked;
