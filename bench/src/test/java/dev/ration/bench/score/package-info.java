/** Tests of the score. */
@NullMarked
package dev.ration.bench.score;

import org.jspecify.annotations.NullMarked;
