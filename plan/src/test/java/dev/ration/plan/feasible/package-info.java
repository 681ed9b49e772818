/** Tests of feasibility. */
@NullMarked
package dev.ration.plan.feasible;

import org.jspecify.annotations.NullMarked;
