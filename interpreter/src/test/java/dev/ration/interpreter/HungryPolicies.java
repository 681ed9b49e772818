package dev.ration.interpreter;

import dev.ration.grammar.diag.Source;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs policies that take all they can, in a process that may break: prints the engine, then for
 * each file the outcome of its run.
 */
final class HungryPolicies {
  private HungryPolicies() {}

  public static void main(String[] files) throws Exception {
    System.out.println("engine " + Playground.interpreter().engineName());
    for (String file : files) {
      Path path = Path.of(file);
      String name = String.valueOf(path.getFileName());
      Source source = new Source(name, Files.readString(path));
      Finished finished = new Playground().play(source).finished();
      String code = finished.defect().map(defect -> " " + defect.code().id()).orElse("");
      System.out.println(name + " " + finished.outcome().word() + code);
    }
  }
}
