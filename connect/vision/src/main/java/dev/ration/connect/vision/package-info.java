/** A model in this process that reads what is printed on a picture, on ONNX Runtime. */
@NullMarked
package dev.ration.connect.vision;

import org.jspecify.annotations.NullMarked;
