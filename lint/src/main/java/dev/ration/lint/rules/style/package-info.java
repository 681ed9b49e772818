/** Rules about how a policy reads. */
@NullMarked
package dev.ration.lint.rules.style;

import org.jspecify.annotations.NullMarked;
