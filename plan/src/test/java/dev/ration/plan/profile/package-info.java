/** Tests of profiles. */
@NullMarked
package dev.ration.plan.profile;

import org.jspecify.annotations.NullMarked;
