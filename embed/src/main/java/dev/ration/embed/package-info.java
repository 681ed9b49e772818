/**
 * Policies inside a Java program: {@link dev.ration.embed.Ration} checks and runs them, {@link
 * dev.ration.embed.HostRobot} binds their host actions to Java code.
 */
@NullMarked
package dev.ration.embed;

import org.jspecify.annotations.NullMarked;
