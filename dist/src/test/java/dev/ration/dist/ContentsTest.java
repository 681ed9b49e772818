package dev.ration.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is in a distribution, file by file. */
@ExtendWith(Packed.class)
class ContentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)");
  private static final Pattern LINUX_X86 =
      Pattern.compile("(?i).*linux\\b.*(x86_64|x64|amd64)/.*\\.so");
  private static final Pattern LINUX_ARM =
      Pattern.compile("(?i).*linux\\b.*(aarch64|arm64)/.*\\.so");

  private final Unpacked unpacked;

  ContentsTest(Unpacked unpacked) {
    this.unpacked = unpacked;
  }

  @Test
  void modesOwnersTimesAndOrderAreFixed() throws Exception {
    var entries = TarEntry.of(unpacked.file());

    assertThat(entries).extracting(TarEntry::name).isSorted().hasSizeGreaterThan(100);
    assertThat(entries).extracting(TarEntry::type).containsOnly('0', '5');
    assertThat(entries).extracting(TarEntry::owner).containsOnly("0:0");
    assertThat(entries)
        .extracting(entry -> Instant.ofEpochSecond(entry.seconds()))
        .containsOnly(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(entries).extracting(TarEntry::mode).containsOnly(0755, 0644);
    assertThat(entries)
        .filteredOn(entry -> entry.type() == '5')
        .extracting(TarEntry::mode)
        .containsOnly(0755);
    assertThat(entries)
        .filteredOn(entry -> entry.type() == '0' && entry.mode() == 0755)
        .extracting(entry -> entry.name().replaceFirst("^[^/]*/", ""))
        .containsExactly("docs/ci/git-hook.sh", "ration");
  }

  @Test
  void itCarriesWhatAReaderNeeds() {
    assertThat(
            List.of(
                "README.md",
                "CHANGELOG.md",
                "LICENSE",
                "NOTICE",
                "docs/language.md",
                "docs/codes/RTN0305.md",
                "policies/reception/welcome.ration",
                "policies/inspection/pictures/clear.png",
                "stdlib/std/speech.ration",
                "connect/driver/examples/arm_driver.py",
                "licences/Apache-2.0.txt",
                "resources/Linux-x86_64/engine/libtruffleattach/bin/libtruffleattach.so",
                "resources/Linux-aarch64/engine/libtruffleattach/bin/libtruffleattach.so"))
        .allMatch(name -> Files.isRegularFile(unpacked.home().resolve(name)));
  }

  @Test
  void itCarriesNothingThatOnlyABuildNeeds() throws Exception {
    assertThat(unpacked.files())
        .extracting(file -> unpacked.home().relativize(file).toString())
        .filteredOn(name -> !name.startsWith("embed/example/") && !name.contains("/examples/"))
        .noneMatch(name -> name.matches("(.*/)?(pom\\.xml|\\..*)|.*\\.(java|class)"));
  }

  @Test
  void everyLinkInItsPagesLeadsSomewhere() throws Exception {
    var dead = new ArrayList<String>();
    var pages = unpacked.files().stream().filter(file -> file.toString().endsWith(".md")).toList();
    for (var page : pages) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.contains(":"))
          .filter(link -> !Files.exists(page.resolveSibling(link)))
          .forEach(link -> dead.add(unpacked.home().relativize(page) + ": " + link));
    }

    assertThat(pages).hasSizeGreaterThan(100);
    assertThat(dead).isEmpty();
  }

  @Test
  void everyJarHasItsLicenceBesideIt() throws Exception {
    var notice = Notice.parse(Files.readString(unpacked.home().resolve("NOTICE")));

    assertThat(notice.entries())
        .hasSizeGreaterThan(10)
        .flatExtracting(Notice.Entry::texts)
        .allMatch(text -> Files.isRegularFile(unpacked.home().resolve("licences/" + text)));
    assertThat(ShippedJars.in("lib", unpacked.home().resolve("lib")))
        .isEqualTo(ShippedJars.in("lib", Packing.LIBRARIES));
    assertThat(ShippedJars.in("upgrade", unpacked.home().resolve("upgrade")))
        .isEqualTo(ShippedJars.in("upgrade", Packing.UPGRADE));
  }

  @Test
  void whatJarsBringAlongIsUnpacked() throws Exception {
    assertThat(unpacked.files())
        .extracting(file -> unpacked.home().relativize(file).toString())
        .anyMatch(name -> name.matches("licences/jackson-core-[^/]+/META-INF/NOTICE"))
        .anyMatch(name -> name.matches("licences/jackson-core-[^/]+/META-INF/Schubfach-LICENSE"))
        .anyMatch(name -> name.matches("licences/onnxruntime-[^/]+/ThirdPartyNotices.txt"));
  }

  /** A library for one kind of Linux comes with its like for the other. */
  @Test
  void nativeLibrariesAreThereForBothKindsOfLinux() throws Exception {
    var withLibraries = 0;
    for (var jar : jars()) {
      var names = names(jar);
      var x86 = names.stream().anyMatch(LINUX_X86.asMatchPredicate());

      assertThat(names.stream().anyMatch(LINUX_ARM.asMatchPredicate()))
          .as(jar.toString())
          .isEqualTo(x86);
      withLibraries += x86 ? 1 : 0;
    }
    assertThat(withLibraries).isGreaterThan(2);
  }

  @Test
  void noFileNamesAPlaceOfTheMachineThatPacked() throws Exception {
    var places =
        List.of(
            Packing.ROOT.toAbsolutePath().toString(),
            String.valueOf(unpacked.file().getParent()),
            System.getProperty("user.home") + "/.m2",
            Packing.JDK.toString());
    var named = new ArrayList<String>();
    for (var file : unpacked.files()) {
      for (var place : places) {
        if (holds(file, place)) {
          named.add(unpacked.home().relativize(file) + ": " + place);
        }
      }
    }

    assertThat(named).isEmpty();
  }

  // Ration's own jars are looked into; those of others were not made here.
  private static boolean holds(Path file, String place) throws IOException {
    try (var in = Files.newInputStream(file)) {
      if (holds(in, place)) {
        return true;
      }
    }
    if (!file.toString().endsWith(".jar") || !ShippedJars.isOurs(file)) {
      return false;
    }
    try (var jar = new JarFile(file.toFile())) {
      for (var entry : jar.stream().toList()) {
        try (var in = jar.getInputStream(entry)) {
          if (holds(in, place)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean holds(InputStream in, String place) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(place);
  }

  private List<Path> jars() throws IOException {
    return unpacked.files().stream().filter(file -> file.toString().endsWith(".jar")).toList();
  }

  private static List<String> names(Path jar) throws IOException {
    try (var opened = new JarFile(jar.toFile())) {
      return opened.stream().map(entry -> entry.getName()).toList();
    }
  }
}
