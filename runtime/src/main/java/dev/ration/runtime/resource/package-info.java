/** The robot's resources: a tree of shares that activities hold (rule P5). */
@NullMarked
package dev.ration.runtime.resource;

import org.jspecify.annotations.NullMarked;
