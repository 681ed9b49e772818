/** Rules about what can hurt somebody or break something. */
@NullMarked
package dev.ration.lint.rules.safety;

import org.jspecify.annotations.NullMarked;
