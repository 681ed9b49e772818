/**
 * Profiles of sites, robots, boards, links, models and tiers: what they may say, and what they
 * mean.
 */
@NullMarked
package dev.ration.grammar.check.profile;

import org.jspecify.annotations.NullMarked;
