/** The shipped policies, run as an integrator would run them. */
@NullMarked
package dev.ration.policies;

import org.jspecify.annotations.NullMarked;
