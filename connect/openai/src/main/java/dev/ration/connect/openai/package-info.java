/** Chat models behind the OpenAI-compatible wire format, in a cloud or on a server nearby. */
@NullMarked
package dev.ration.connect.openai;

import org.jspecify.annotations.NullMarked;
