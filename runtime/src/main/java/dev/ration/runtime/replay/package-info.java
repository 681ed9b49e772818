/** What reaches a run from outside: kept in its trace, and played again (rules V2, V4, M7). */
@NullMarked
package dev.ration.runtime.replay;

import org.jspecify.annotations.NullMarked;
