/** Findings in the formats of people and of other tools. */
@NullMarked
package dev.ration.lint.report;

import org.jspecify.annotations.NullMarked;
