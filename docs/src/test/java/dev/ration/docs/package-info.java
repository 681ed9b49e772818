/** The documentation, held to what it says. */
@NullMarked
package dev.ration.docs;

import org.jspecify.annotations.NullMarked;
