/** Robots behind drivers of their own: the protocol of docs/driver.md, from Ration's side. */
@NullMarked
package dev.ration.connect.driver;

import org.jspecify.annotations.NullMarked;
