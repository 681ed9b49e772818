package dev.ration.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** One row of the import table in docs/contributing.md: a package tree and what it may import. */
enum Room {
  PLAN("dev.ration.plan"),
  GRAMMAR("dev.ration.grammar", "dev.ration.plan", "org.antlr.v4.runtime"),
  RUNTIME("dev.ration.runtime", "dev.ration.plan", "com.fasterxml.jackson"),
  LINT("dev.ration.lint", "dev.ration.grammar", "dev.ration.plan"),
  INTERPRETER(
      "dev.ration.interpreter",
      "dev.ration.grammar",
      "dev.ration.plan",
      "dev.ration.runtime",
      "com.oracle.truffle",
      "org.graalvm"),
  CONNECT_DRIVER(
      "dev.ration.connect.driver",
      "dev.ration.runtime.spi",
      "dev.ration.plan",
      "com.fasterxml.jackson"),
  CONNECT_METERS("dev.ration.connect.meters", "dev.ration.runtime.spi", "dev.ration.plan"),
  CONNECT_LLAMA(
      "dev.ration.connect.llama", "dev.ration.runtime.spi", "dev.ration.plan", "de.kherud.llama"),
  CONNECT_ORT("dev.ration.connect.ort", "dev.ration.runtime.spi", "ai.onnxruntime"),
  CONNECT_ONNX(
      "dev.ration.connect.onnx",
      "dev.ration.connect.ort",
      "dev.ration.runtime.spi",
      "dev.ration.plan",
      "com.fasterxml.jackson",
      "ai.onnxruntime"),
  CONNECT_OPENAI(
      "dev.ration.connect.openai",
      "dev.ration.runtime.spi",
      "dev.ration.plan",
      "com.fasterxml.jackson"),
  CONNECT_VISION(
      "dev.ration.connect.vision",
      "dev.ration.connect.ort",
      "dev.ration.runtime.spi",
      "dev.ration.plan",
      "ai.onnxruntime"),
  EMBED(
      "dev.ration.embed",
      "dev.ration.interpreter",
      "dev.ration.grammar",
      "dev.ration.plan",
      "dev.ration.runtime"),
  /** Used by tests only. */
  PEERS("dev.ration.peers"),
  REPL(
      "dev.ration.repl",
      "dev.ration.interpreter",
      "dev.ration.grammar",
      "dev.ration.plan",
      "dev.ration.runtime",
      "org.graalvm.polyglot",
      "org.jline"),
  CLI(
      "dev.ration.cli",
      "dev.ration",
      "com.fasterxml.jackson",
      "org.graalvm.polyglot",
      "org.jline",
      "picocli");

  private final String tree;
  private final List<String> imports;

  Room(String tree, String... imports) {
    this.tree = tree;
    this.imports = List.of(imports);
  }

  /** The packages of this room, as ArchUnit writes them. */
  String packages() {
    return tree + "..";
  }

  ArchRule rule() {
    var allowed =
        Stream.concat(Stream.of("java", "javax", "org.jspecify", tree), imports.stream())
            .map(name -> name + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(packages())
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true);
  }
}
