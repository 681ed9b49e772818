package dev.ration.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packing the same files twice: small jars, and a JDK that makes no cache. */
class ReproducibleTest {
  private static final String JAVA =
      """
      #!/bin/sh
      case $* in *AOTCacheOutput*) exit 1 ;; esac
      exec "%s/bin/java" "$@"
      """;

  @TempDir private Path directory;
  private Path libraries;
  private Path jdk;

  @BeforeEach
  void makeJars() throws IOException {
    libraries = Files.createDirectory(directory.resolve("jars"));
    jar("second-1.0.jar", "META-INF/LICENSE", "dev/MeterNotice.class");
    jar("first-2.1.jar", "META-INF/third party/NOTICE.txt", "docs/guide.txt");
  }

  @BeforeEach
  void makeJdk() throws IOException {
    jdk = StandInJdk.of(directory.resolve("jdk"), "25", JAVA.formatted(Packing.JDK));
  }

  @Test
  void theBytesAreTheSameWhoeverPacksWhereverAndWhenever() throws Exception {
    var one = directory.resolve("one.tar.gz");
    var other = directory.resolve("other.tar.gz");
    pack("here", one, "022", environment("UTC", "C"));
    pack("there, with spaces", other, "077", environment("Asia/Tokyo", "C.UTF-8"));

    assertThat(Files.mismatch(one, other)).isEqualTo(-1);
  }

  @Test
  void whatJarsSayAboutTheirLicencesIsUnpacked() throws Exception {
    var file = directory.resolve("some.tar.gz");
    pack("here", file, "022", environment("UTC", "C"));

    assertThat(TarEntry.of(file))
        .filteredOn(entry -> entry.type() == '0')
        .extracting(entry -> entry.name().replaceFirst("^[^/]*/", ""))
        .contains(
            "licences/second-1.0/META-INF/LICENSE",
            "licences/first-2.1/META-INF/third party/NOTICE.txt")
        .noneMatch(name -> name.endsWith(".class") || name.endsWith("guide.txt"));
  }

  private void pack(String from, Path to, String umask, Map<String, String> environment)
      throws Exception {
    try (var packing = Packing.of(directory.resolve(from), libraries, libraries)) {
      packing.into(to, umask, environment);
    }
  }

  private void jar(String name, String... entries) throws IOException {
    try (var jar = new JarOutputStream(Files.newOutputStream(libraries.resolve(name)))) {
      for (var entry : entries) {
        jar.putNextEntry(new ZipEntry(entry));
        jar.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private Map<String, String> environment(String zone, String locale) {
    return Map.of("PATH", Packing.PATH, "JAVA_HOME", jdk.toString(), "TZ", zone, "LC_ALL", locale);
  }
}
