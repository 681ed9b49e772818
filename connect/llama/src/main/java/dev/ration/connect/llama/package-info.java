/**
 * Generative models in this process, on llama.cpp, whose answers a grammar forces into their type.
 */
@NullMarked
package dev.ration.connect.llama;

import org.jspecify.annotations.NullMarked;
