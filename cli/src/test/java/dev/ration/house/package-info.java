/** The rules every module keeps, checked where all of them are in sight. */
@NullMarked
package dev.ration.house;

import org.jspecify.annotations.NullMarked;
