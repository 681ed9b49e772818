/** Embedding models in this process, on ONNX Runtime, that pick one of a list of choices. */
@NullMarked
package dev.ration.connect.onnx;

import org.jspecify.annotations.NullMarked;
