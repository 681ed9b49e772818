/**
 * What a policy declares, in numbers: quantities, reasons, profiles, plans, and whether they can
 * work.
 */
@NullMarked
package dev.ration.plan;

import org.jspecify.annotations.NullMarked;
