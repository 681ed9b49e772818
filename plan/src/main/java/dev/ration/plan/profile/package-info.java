/** What robots, boards, links, models and sites are, in numbers with their sources. */
@NullMarked
package dev.ration.plan.profile;

import org.jspecify.annotations.NullMarked;
