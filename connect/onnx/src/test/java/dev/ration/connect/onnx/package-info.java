/** Tests of the embedding backend on its real models, and the figures of its accuracy. */
@NullMarked
package dev.ration.connect.onnx;

import org.jspecify.annotations.NullMarked;
