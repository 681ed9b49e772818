package dev.ration.bench;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** LuaJIT computes the same as the other two. */
@Tag("peers")
final class LuaPeerTest {
  @TestFactory
  Stream<DynamicTest> luaJitComputesTheSame() throws IOException {
    LuaSide side = new LuaSide();
    return SidesTest.agree(side).onClose(side::close);
  }
}
