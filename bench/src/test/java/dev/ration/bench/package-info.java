/** Tests of what the measurements rest on. */
@NullMarked
package dev.ration.bench;

import org.jspecify.annotations.NullMarked;
