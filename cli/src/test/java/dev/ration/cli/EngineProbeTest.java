package dev.ration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineProbeTest {
  @Test
  void theTestsRunCompiled() {
    assertThat(EngineProbe.run()).hasToString("GraalVM CE");
  }

  @Test
  void anInterpretedEngineNamesItsCause() {
    var log =
        """
        [engine] WARNING: The polyglot engine uses a fallback runtime.
        The following cause was found: JVMCI is not enabled. Enable it using -XX:+EnableJVMCI.
        For more information see the manual.
        """;

    assertThat(EngineProbe.of("Interpreted", log))
        .hasToString("Interpreted (JVMCI is not enabled. Enable it using -XX:+EnableJVMCI)");
  }

  @Test
  void aSilentInterpretedEngineSaysSo() {
    assertThat(EngineProbe.of("Interpreted", ""))
        .hasToString("Interpreted (the engine gave no cause)");
  }
}
