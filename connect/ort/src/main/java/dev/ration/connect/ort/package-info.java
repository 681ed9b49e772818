/** What models on ONNX Runtime in this process have in common. */
@NullMarked
package dev.ration.connect.ort;

import org.jspecify.annotations.NullMarked;
