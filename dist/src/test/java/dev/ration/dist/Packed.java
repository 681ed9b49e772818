package dev.ration.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes the real distribution, packed and unpacked once for all of them. */
final class Packed implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Unpacked.class;
  }

  @Override
  public Unpacked resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(Packed.class))
        .getOrComputeIfAbsent(Copy.class, _ -> Copy.make(), Copy.class)
        .unpacked;
  }

  /** The one copy, which goes when the last test has run. */
  private record Copy(Path directory, Unpacked unpacked) implements AutoCloseable {
    static Copy make() {
      try {
        var directory = Files.createTempDirectory("ration-dist");
        var file = directory.resolve("ration.tar.gz");
        try (var packing =
            Packing.of(directory.resolve("checkout"), Packing.LIBRARIES, Packing.UPGRADE)) {
          packing.into(
              file, "022", Map.of("PATH", Packing.PATH, "JAVA_HOME", Packing.JDK.toString()));
        }
        return new Copy(directory, Unpacked.of(file, directory.resolve("unpacked")));
      } catch (IOException | InterruptedException failed) {
        throw new IllegalStateException("no distribution to try", failed);
      }
    }

    @Override
    public void close() throws IOException {
      Trees.delete(directory);
    }
  }
}
