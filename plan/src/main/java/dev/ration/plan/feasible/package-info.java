/** What activities need in time, energy and power, before anything runs. */
@NullMarked
package dev.ration.plan.feasible;

import org.jspecify.annotations.NullMarked;
