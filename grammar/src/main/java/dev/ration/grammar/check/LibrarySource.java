package dev.ration.grammar.check;

import dev.ration.grammar.diag.Source;
import java.util.List;
import java.util.Optional;

/**
 * Where the standard library's modules come from. The checker only knows this interface, so that it
 * works with the library, without one, and with a small one in tests.
 */
public interface LibrarySource {
  /** A library without modules. */
  LibrarySource EMPTY =
      new LibrarySource() {
        @Override
        public Optional<Source> find(String module) {
          return Optional.empty();
        }

        @Override
        public List<String> modules() {
          return List.of();
        }
      };

  /** Finds the text of a module by its dotted name, as in {@code std.speech}. */
  Optional<Source> find(String module);

  /** The dotted names of all modules, sorted. */
  List<String> modules();
}
