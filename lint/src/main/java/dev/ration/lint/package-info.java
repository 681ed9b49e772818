/** Opinions about checked policies: rules, what people set about them, and reports. */
@NullMarked
package dev.ration.lint;

import org.jspecify.annotations.NullMarked;
