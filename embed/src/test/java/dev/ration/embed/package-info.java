/** Policies and host actions inside a Java program. */
@NullMarked
package dev.ration.embed;

import org.jspecify.annotations.NullMarked;
