/** Rules about energy, power and money. */
@NullMarked
package dev.ration.lint.rules.energy;

import org.jspecify.annotations.NullMarked;
