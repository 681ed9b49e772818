/** How good the choices between tiers are: missions, baselines, bounds and a score. */
@NullMarked
package dev.ration.bench.score;

import org.jspecify.annotations.NullMarked;
