/** Which tier answers a model call, and the call itself (rules M1 to M7). */
@NullMarked
package dev.ration.runtime.choose;

import org.jspecify.annotations.NullMarked;
