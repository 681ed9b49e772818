package dev.ration.grammar.check;

import dev.ration.grammar.syntax.Clause;

/** Where clauses stand, and which may. */
enum Place {
  POLICY("a policy"),
  ACTION("an action"),
  HOST_ACTION("a host action"),
  THINK("a think"),
  CALL("a call"),
  STEP("a step"),
  LOOP("a loop"),
  EVERY("`every`"),
  WHENEVER("`whenever`"),
  CRITICAL("a critical section"),
  RESPOND("`respond`"),
  PARALLEL("branches"),
  STUB("a stub");

  private final String words;

  Place(String words) {
    this.words = words;
  }

  /** As in a sentence. */
  String words() {
    return words;
  }

  /** Whether a clause means something here. */
  boolean allows(Clause clause) {
    if (this == STUB) {
      return clause instanceof Clause.Takes || clause instanceof Clause.Draws;
    }
    return switch (clause) {
      case Clause.Within _,
          Clause.Energy _,
          Clause.Power _,
          Clause.Spend _,
          Clause.Tiers _,
          Clause.Prefer _,
          Clause.ShareOnly _,
          Clause.Priority _ ->
          this != HOST_ACTION;
      case Clause.Private _, Clause.Holds _, Clause.Preemptible _ -> true;
      case Clause.ShareEnergy _ -> this == PARALLEL;
      case Clause.Require _, Clause.Ensure _ -> this != CALL && this != THINK;
      case Clause.Keep _ -> this != HOST_ACTION && this != THINK;
      case Clause.SkipIf _, Clause.Until _ ->
          this != HOST_ACTION && this != THINK && this != CRITICAL && this != WHENEVER;
      case Clause.Retry _ -> this != HOST_ACTION && this != CRITICAL && this != EVERY;
      case Clause.Busy _ -> this == EVERY || this == WHENEVER;
      case Clause.Takes _, Clause.Begins _, Clause.Draws _, Clause.Pure _, Clause.Unfenced _ ->
          this == HOST_ACTION;
      case Clause.Fails _ -> this == HOST_ACTION || this == ACTION || this == POLICY;
      case Clause.Needs _ -> this == THINK;
    };
  }

  /** Where a clause stands instead. */
  static String homeOf(Clause clause) {
    return switch (clause) {
      case Clause.ShareEnergy _ -> "`share energy` stands on `all`, `any`, `race` or `at least`";
      case Clause.Require _, Clause.Ensure _ ->
          "conditions stand in a header or as lines of a body; write a `step` around the call";
      case Clause.Busy _ -> "`busy` stands on `every` and `whenever`";
      case Clause.Takes _, Clause.Begins _, Clause.Draws _ ->
          "figures are promises of a `host action`; what you demand is `within` and `power`";
      case Clause.Pure _, Clause.Unfenced _ -> "it stands on a `host action`";
      case Clause.Fails _ -> "reasons are declared by actions";
      case Clause.Needs _ -> "`needs` stands on a `think`";
      case Clause.Within _ ->
          "the host promises `takes … max …`; a deadline stands where it is called";
      default -> "put it on the call or on a `step` around it";
    };
  }

  /** The word a clause begins with. */
  static String wordOf(Clause clause) {
    return switch (clause) {
      case Clause.Within _ -> "within";
      case Clause.Energy energy -> energy.isTotal() ? "total energy" : "energy";
      case Clause.Power _ -> "power";
      case Clause.Spend _ -> "spend";
      case Clause.Tiers _ -> "tiers";
      case Clause.Prefer _ -> "prefer";
      case Clause.Private _ -> "private";
      case Clause.ShareOnly _ -> "share only";
      case Clause.ShareEnergy _ -> "share energy";
      case Clause.Holds _ -> "holds";
      case Clause.Priority _ -> "priority";
      case Clause.Preemptible _ -> "preemptible";
      case Clause.Require _ -> "require";
      case Clause.Keep _ -> "keep";
      case Clause.Ensure _ -> "ensure";
      case Clause.SkipIf _ -> "skip if";
      case Clause.Until _ -> "until";
      case Clause.Retry _ -> "retry";
      case Clause.Busy _ -> "busy";
      case Clause.Takes _ -> "takes";
      case Clause.Begins _ -> "begins";
      case Clause.Draws _ -> "draws";
      case Clause.Fails _ -> "fails";
      case Clause.Pure _ -> "pure";
      case Clause.Unfenced _ -> "unfenced";
      case Clause.Needs _ -> "needs";
    };
  }
}
