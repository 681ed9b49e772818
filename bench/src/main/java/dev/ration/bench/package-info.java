/** Measurements beside other programs: how fast guest code runs. */
@NullMarked
package dev.ration.bench;

import org.jspecify.annotations.NullMarked;
