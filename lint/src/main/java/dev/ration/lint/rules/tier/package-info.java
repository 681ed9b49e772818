/** Rules about models and their answers. */
@NullMarked
package dev.ration.lint.rules.tier;

import org.jspecify.annotations.NullMarked;
