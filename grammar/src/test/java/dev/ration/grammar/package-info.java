/** What the tests of the front end share. */
@NullMarked
package dev.ration.grammar;

import org.jspecify.annotations.NullMarked;
