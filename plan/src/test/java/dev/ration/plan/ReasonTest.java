package dev.ration.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
  @Test
  void theKindsAreClosed() {
    assertThat(Reason.Kind.values())
        .extracting(Reason.Kind::word)
        .containsExactly(
            "precondition",
            "postcondition",
            "invariant",
            "timeout",
            "overrun",
            "denied",
            "unavailable",
            "low_confidence",
            "malformed",
            "preempted",
            "unmet",
            "error");
    assertThat(Reason.DENIALS)
        .containsExactly("time", "energy", "power", "money", "resource", "stopped");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ERROR")
  void everyKindIsFoundByItsWord(Reason.Kind kind) {
    assertThat(Reason.builtIn(kind.word())).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "slipped", "TIMEOUT", "", "denied(time)"})
  void anyOtherWordIsNoneOfThem(String word) {
    assertThat(Reason.builtIn(word)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"time", "energy", "power", "money", "resource", "stopped"})
  void aDenialIsAnsweredByItselfAndByItsKind(String what) {
    Reason denied = Reason.denied(what);
    assertThat(denied).hasToString("denied(" + what + ")");
    assertThat(denied.answers("denied")).isTrue();
    assertThat(denied.answers("denied(" + what + ")")).isTrue();
    assertThat(denied.answers("denied(other)")).isFalse();
    assertThat(denied.answers("timeout")).isFalse();
  }

  @Test
  void aBareKindIsNotAnsweredByADetail() {
    assertThat(Reason.TIMEOUT.answers("timeout(not_started)")).isFalse();
    assertThat(Reason.NOT_STARTED.answers("timeout")).isTrue();
  }

  @Test
  void aDeclaredCodeIsWrittenLikeAReason() {
    assertThat(Reason.declared("slipped")).hasToString("slipped");
    assertThat(Reason.declared("slipped").answers("slipped")).isTrue();
    assertThat(Reason.declared("slipped").answers("error")).isFalse();
    assertThat(Reason.declared("timeout").equals(Reason.TIMEOUT)).isFalse();
  }

  @Test
  void nothingElseCanBeDenied() {
    assertThatThrownBy(() -> Reason.denied("love")).isInstanceOf(IllegalArgumentException.class);
  }
}
