@NullMarked
package dev.ration.embed;

import org.jspecify.annotations.NullMarked;
