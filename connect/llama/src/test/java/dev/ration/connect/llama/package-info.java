/** Tests of generative models, on files of random weights that they write themselves. */
@NullMarked
package dev.ration.connect.llama;

import org.jspecify.annotations.NullMarked;
