/** Rules about text that does not do what it seems to do. */
@NullMarked
package dev.ration.lint.rules.bug;

import org.jspecify.annotations.NullMarked;
