/** Accounts of energy and money with escrow (rules E1 to E8). */
@NullMarked
package dev.ration.runtime.energy;

import org.jspecify.annotations.NullMarked;
