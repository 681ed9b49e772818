/** Rules about time. */
@NullMarked
package dev.ration.lint.rules.deadline;

import org.jspecify.annotations.NullMarked;
