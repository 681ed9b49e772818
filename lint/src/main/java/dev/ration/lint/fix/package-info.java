/** Mending files by the fixes of their findings. */
@NullMarked
package dev.ration.lint.fix;

import org.jspecify.annotations.NullMarked;
