/** What a rule is, and what it can ask about a program. */
@NullMarked
package dev.ration.lint.rule;

import org.jspecify.annotations.NullMarked;
