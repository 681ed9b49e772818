/** What a run leaves behind, for people and for programs. */
@NullMarked
package dev.ration.runtime.report;

import org.jspecify.annotations.NullMarked;
