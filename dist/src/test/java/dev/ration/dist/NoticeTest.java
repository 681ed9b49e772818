package dev.ration.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** NOTICE and licences/ beside the jars that a distribution has. */
class NoticeTest {
  private static final String TEXT =
      "Permission is hereby granted, free of charge, to any person."
          + " THE SOFTWARE IS PROVIDED as it is.";
  private static final Map<String, String> TEXTS = Map.of("MIT-One.txt", TEXT);
  private static final String NOTICE = "In lib/\n  one | MIT | MIT-One.txt\n      The one.\n";

  @Test
  void everyShippedJarIsListedWithItsLicenceAndNoOther() throws IOException {
    var jars = new TreeSet<>(ShippedJars.in("lib", Packing.LIBRARIES));
    jars.addAll(ShippedJars.in("upgrade", Packing.UPGRADE));
    var notice = Notice.parse(Files.readString(Packing.ROOT.resolve("NOTICE")));

    assertThat(jars).hasSizeGreaterThan(10);
    assertThat(new Audit(jars, notice, licences()).findings()).isEmpty();
  }

  @Test
  void nothingUnderTheGplIsAmongTheLibraries() throws IOException {
    var notice = Notice.parse(Files.readString(Packing.ROOT.resolve("NOTICE")));

    assertThat(notice.entries())
        .filteredOn(entry -> entry.licences().stream().anyMatch(name -> name.contains("GPL")))
        .extracting(Notice.Entry::jar)
        .containsExactly("upgrade/compiler");
  }

  @Test
  void aListedJarWithItsTextIsInOrder() {
    assertThat(findings(NOTICE, TEXTS, "lib/one")).isEmpty();
  }

  @Test
  void aJarThatIsNotListedIsFound() {
    assertThat(findings(NOTICE, TEXTS, "lib/one", "lib/two"))
        .containsExactly("NOTICE does not list lib/two");
  }

  @Test
  void aJarInAnotherDirectoryIsNotTheListedOne() {
    assertThat(findings(NOTICE, TEXTS, "upgrade/one"))
        .containsExactly("NOTICE does not list upgrade/one", "NOTICE lists lib/one, not shipped");
  }

  @Test
  void aJarThatIsNotShippedIsFound() {
    assertThat(findings(NOTICE, TEXTS)).containsExactly("NOTICE lists lib/one, not shipped");
  }

  @Test
  void aLicenceWithoutItsTextIsFound() {
    assertThat(findings(NOTICE, Map.of(), "lib/one"))
        .containsExactly("lib/one: there is no licences/MIT-One.txt", "lib/one: no text of MIT");
    assertThat(findings("In lib/\n  one | MIT | \n", Map.of(), "lib/one"))
        .contains("lib/one: no text of MIT");
    assertThat(findings(NOTICE.replace("MIT |", "MIT AND UPL-1.0 |"), TEXTS, "lib/one"))
        .containsExactly("lib/one: no text of UPL-1.0");
    assertThat(findings(NOTICE, Map.of("MIT-One.txt", "All rights reserved."), "lib/one"))
        .containsExactly("lib/one: no text of MIT");
  }

  @Test
  void aLicenceThatNobodyHasLookedAtIsFound() {
    assertThat(findings(NOTICE.replace("MIT |", "AGPL-3.0-only |"), TEXTS, "lib/one"))
        .containsExactly("lib/one: `AGPL-3.0-only` is not a licence that Ration may ship");
  }

  @Test
  void aTextThatBelongsToNoJarIsFound() {
    var texts = new TreeMap<>(TEXTS);
    texts.put("MIT-Two.txt", TEXT);

    assertThat(findings(NOTICE, texts, "lib/one"))
        .containsExactly("NOTICE never names MIT-Two.txt");
  }

  private static List<String> findings(String notice, Map<String, String> texts, String... jars) {
    return new Audit(Set.of(jars), Notice.parse(notice), texts).findings();
  }

  private static Map<String, String> licences() throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.list(Packing.ROOT.resolve("licences"))) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
