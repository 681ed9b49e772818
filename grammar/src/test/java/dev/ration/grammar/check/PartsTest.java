package dev.ration.grammar.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ration.grammar.syntax.Tree;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PartsTest {
  @Test
  void nodesAreFound() {
    assertThat(nodes(Tree.class)).hasSizeGreaterThan(80);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindOfNodeCanBeAskedForItsParts(Class<?> kind) {
    assertThatCode(() -> Parts.isLeaf(kind)).doesNotThrowAnyException();
  }

  static Stream<Class<?>> kinds() {
    return nodes(Tree.class);
  }

  private static Stream<Class<?>> nodes(Class<?> kind) {
    return kind.isSealed()
        ? Stream.of(kind.getPermittedSubclasses()).flatMap(PartsTest::nodes)
        : Stream.of(kind);
  }
}
