/** Programs that nobody here wrote, started and stopped by the tests tagged {@code peers}. */
@NullMarked
package dev.ration.peers;

import org.jspecify.annotations.NullMarked;
