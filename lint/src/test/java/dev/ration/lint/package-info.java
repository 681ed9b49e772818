/** Every rule held to its page, and every report to its format. */
@NullMarked
package dev.ration.lint;

import org.jspecify.annotations.NullMarked;
