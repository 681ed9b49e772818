/** The distribution: what is in it, under which licences, and that it runs elsewhere. */
@NullMarked
package dev.ration.dist;

import org.jspecify.annotations.NullMarked;
