/** What outlives a process: missions with their budgets, in a folder of the machine. */
@NullMarked
package dev.ration.runtime.mission;

import org.jspecify.annotations.NullMarked;
