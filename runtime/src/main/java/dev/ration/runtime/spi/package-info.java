/** What a connector implements: models, robots, meters, and the clock they are given. */
@NullMarked
package dev.ration.runtime.spi;

import org.jspecify.annotations.NullMarked;
