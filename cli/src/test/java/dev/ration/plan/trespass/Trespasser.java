package dev.ration.plan.trespass;

import picocli.CommandLine;

/** Breaks the house rules on purpose, so that a test can see them bite. */
public final class Trespasser {
  /** Imports a library its room may not see, and prints. */
  public void enter() {
    System.out.println(new CommandLine(this));
  }
}
