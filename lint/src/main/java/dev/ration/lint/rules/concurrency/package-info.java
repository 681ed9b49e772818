/** Rules about branches, events and resources. */
@NullMarked
package dev.ration.lint.rules.concurrency;

import org.jspecify.annotations.NullMarked;
