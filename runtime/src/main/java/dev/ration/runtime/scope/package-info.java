/**
 * Activities that run: limits, cancellation, outcomes, receipts, and the one protocol of them all.
 */
@NullMarked
package dev.ration.runtime.scope;

import org.jspecify.annotations.NullMarked;
