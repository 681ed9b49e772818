/** Tests of the rules of activities, on the virtual clock. */
@NullMarked
package dev.ration.runtime.scope;

import org.jspecify.annotations.NullMarked;
