/**
 * Programs that nobody here wrote, started and stopped by the tests tagged {@code peers}; and a
 * model in place of other people's weights.
 */
@NullMarked
package dev.ration.peers;

import org.jspecify.annotations.NullMarked;
