/** Rules about what leaves the robot. */
@NullMarked
package dev.ration.lint.rules.privacy;

import org.jspecify.annotations.NullMarked;
