/** Tests of what a policy declares, in numbers. */
@NullMarked
package dev.ration.plan;

import org.jspecify.annotations.NullMarked;
