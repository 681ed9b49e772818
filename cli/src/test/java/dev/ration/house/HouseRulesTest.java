package dev.ration.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.ration.plan.trespass.Trespasser;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may import whom, and what every package has in common. */
class HouseRulesTest {
  private static final String GENERATED = "dev.ration.grammar.syntax.parse";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.ration");

  private static final ArchRule STANDARD_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackages(Room.CLI.packages(), Room.REPL.packages(), "dev.ration.bench..")
          .should(ACCESS_STANDARD_STREAMS)
          .allowEmptyShould(true);

  @ParameterizedTest
  @EnumSource
  void aRoomImportsOnlyWhatTheTableAllows(Room room) {
    room.rule().check(HOUSE);
  }

  @Test
  void everyClassLivesInARoom() {
    classes()
        .should()
        .resideInAnyPackage(Stream.of(Room.values()).map(Room::packages).toArray(String[]::new))
        .check(HOUSE);
  }

  @Test
  void theRuntimeSpeaksNoHttp() {
    noClasses()
        .that()
        .resideInAPackage(Room.RUNTIME.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void onlyTheSyntaxPackageMeetsAntlr() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ration.grammar.syntax", GENERATED + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.antlr..", GENERATED + "..")
        .check(HOUSE);
  }

  @Test
  void theTreeAndThePrinterKnowNoAntlr() {
    noClasses()
        .that()
        .resideInAPackage("dev.ration.grammar.syntax")
        .and()
        .haveNameMatching(".*\\.(Tree|Printer)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.antlr..", GENERATED + "..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void onlyTheShellMeetsTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ration.repl.shell..", Room.CLI.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline..")
        .check(HOUSE);
  }

  @Test
  void nobodyImportsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Room.CLI.packages())
        .should()
        .dependOnClassesThat()
        .resideInAPackage(Room.CLI.packages())
        .check(HOUSE);
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("dev.ration.(**)").namingSlices("$1").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void onlyTheCommandLineAndTheReplPrint() {
    STANDARD_STREAMS.check(HOUSE);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(HOUSE.stream().map(JavaClass::getPackage).distinct())
        .filteredOn(room -> !room.getName().startsWith(GENERATED))
        .filteredOn(room -> !isNullMarked(room))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  @Test
  void everySourceFileIsInSight() {
    var seen = HOUSE.stream().map(JavaClass::getName).collect(Collectors.toSet());

    assertThat(Sources.endingIn(".java"))
        .filteredOn(HouseRulesTest::belongsToTheProduct)
        .extracting(HouseRulesTest::className)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(seen).contains(name));
  }

  @Test
  void theRulesBite() {
    var trespasser = new ClassFileImporter().importClasses(Trespasser.class);

    assertThat(Room.PLAN.rule().evaluate(trespasser).hasViolation()).isTrue();
    assertThat(STANDARD_STREAMS.evaluate(trespasser).hasViolation()).isTrue();
  }

  private static boolean isNullMarked(JavaPackage room) {
    return room.tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  private static boolean belongsToTheProduct(Path source) {
    var path = Sources.ROOT.relativize(source).toString();
    return path.contains("src/main/java/")
        && !path.startsWith("bench/")
        && !path.startsWith("embed/example/")
        && !path.endsWith("package-info.java");
  }

  private static String className(Path source) {
    var path = source.toString();
    var start = path.indexOf("src/main/java/") + "src/main/java/".length();
    return path.substring(start, path.length() - ".java".length()).replace('/', '.');
  }
}
