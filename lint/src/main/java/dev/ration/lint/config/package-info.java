/** What people set: levels, options, ignores and baselines. */
@NullMarked
package dev.ration.lint.config;

import org.jspecify.annotations.NullMarked;
