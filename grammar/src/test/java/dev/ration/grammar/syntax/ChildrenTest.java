package dev.ration.grammar.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ration.grammar.GoldenFiles;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ChildrenTest {
  /** What no golden file that is whole by itself has. */
  private static final String SELDOM =
      """
      policy p() ensure done() { wait 1 s }
      test "t" {
        given link = down at 90 s
        stub errand by local.tiny -> guess(directions, 0.3) takes 80 ms
      }
      """;

  @Test
  void everyKindOfNodeHasWhatItsComponentsHold() {
    Set<Class<?>> met = new LinkedHashSet<>();
    Stream.concat(
            Stream.of("syntax", "check")
                .flatMap(folder -> GoldenFiles.casesIn(folder).stream())
                .map(input -> SourceReader.read(input).source()),
            Stream.of(new Source("seldom", SELDOM)))
        .map(source -> Parser.parse(source).module())
        .forEach(module -> look(module, met));
    assertThat(met).containsAll(nodes(Tree.class).toList()).hasSizeGreaterThan(80);
  }

  @Test
  void childrenStandInTheOrderOfTheText() {
    Source source = new Source("order", "let x = [1 + 2, f(3, 4), \"{5}{6}\"]\n");
    Tree constant = Parser.parse(source).module().declarations().getFirst();
    assertThat(leaves(constant))
        .extracting(leaf -> leaf.span().text())
        .containsExactly("1", "2", "f", "3", "4", "5", "6");
  }

  @Test
  void anArrayOfChildrenBelongsToWhoAskedForIt() {
    Tree.Name name = new Tree.Name("x", new Span(new Source("own", "x"), 0, 1));
    Expression.Reference reference = new Expression.Reference(name, name.span());
    Arrays.fill(reference.children(), null);
    assertThat(reference.children()).containsExactly(name);
  }

  private static void look(Tree node, Set<Class<?>> met) {
    met.add(node.getClass());
    List<Tree> held = new ArrayList<>();
    components((Record) node, held);
    assertThat(withoutNames(Arrays.asList(node.children()))).isEqualTo(withoutNames(held));
    Stream.of(node.children()).forEach(child -> look(child, met));
  }

  /** The nodes that a record holds, in other records that are no nodes as well. */
  private static void components(Record node, List<Tree> held) {
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      gather(TreeText.read(component, node), held);
    }
  }

  private static void gather(@Nullable Object value, List<Tree> held) {
    switch (value) {
      case Tree node -> held.add(node);
      case Collection<?> all -> all.forEach(one -> gather(one, held));
      case Optional<?> one -> one.ifPresent(inner -> gather(inner, held));
      case Record part -> components(part, held);
      case null, default -> {}
    }
  }

  /** Names that a node declares are no nodes below it; those that it uses are. */
  private static List<Tree> withoutNames(List<Tree> nodes) {
    return nodes.stream()
        .filter(node -> !(node instanceof Tree.Name || node instanceof Tree.Path))
        .toList();
  }

  private static Stream<Tree> leaves(Tree node) {
    return node.children().length == 0
        ? Stream.of(node)
        : Stream.of(node.children()).flatMap(ChildrenTest::leaves);
  }

  private static Stream<Class<?>> nodes(Class<?> kind) {
    return kind.isSealed()
        ? Stream.of(kind.getPermittedSubclasses()).flatMap(ChildrenTest::nodes)
        : Stream.of(kind);
  }
}
