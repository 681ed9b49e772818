/** The launcher script, tried on a small checkout with a stand-in for Maven and for the JDK. */
@NullMarked
package dev.ration.launcher;

import org.jspecify.annotations.NullMarked;
