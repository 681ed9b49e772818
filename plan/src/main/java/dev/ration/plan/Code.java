package dev.ration.plan;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every kind of finding and fault. Codes are permanent: a retired one is never given out again.
 *
 * <p>Ranges: 00xx text, 01xx names, types and units, 02xx activities and clauses, 03xx feasibility,
 * 04xx lint, 05xx sites and profiles, 06xx run time, 07xx command line. Each has a page in {@code
 * docs/codes/}.
 */
public enum Code {
  // 00xx: text
  SYNTAX("RTN0001", Severity.ERROR, "the text does not follow the grammar"),
  BAD_CHARACTER("RTN0002", Severity.ERROR, "a character that has no meaning here"),
  OPEN_TEXT("RTN0003", Severity.ERROR, "a text is not closed on its line"),
  TOO_DEEP("RTN0004", Severity.ERROR, "nested too deeply"),
  LINE_TOO_LONG("RTN0005", Severity.ERROR, "a line is too long"),
  TEXT_TOO_LARGE("RTN0006", Severity.ERROR, "a file is too large"),
  NOT_TEXT("RTN0007", Severity.ERROR, "a file is not UTF-8 text"),
  UNREADABLE("RTN0008", Severity.ERROR, "a file cannot be read"),

  // 01xx: names, types and units
  UNKNOWN_NAME("RTN0101", Severity.ERROR, "a name is not known here"),
  DUPLICATE_NAME("RTN0102", Severity.ERROR, "a name is declared twice"),
  UNKNOWN_UNIT("RTN0103", Severity.ERROR, "a unit is not in the table"),
  TYPE_MISMATCH("RTN0104", Severity.ERROR, "a value has another type than is wanted"),
  DIMENSION_MISMATCH("RTN0105", Severity.ERROR, "quantities of different dimensions are mixed"),
  AMBIGUOUS_NAME("RTN0106", Severity.ERROR, "a name means several things here"),
  MODULE_NOT_FOUND("RTN0107", Severity.ERROR, "a module is not found"),
  IMPORT_CYCLE("RTN0108", Severity.ERROR, "modules use one another in a circle"),
  OUTSIDE_ROOT("RTN0109", Severity.ERROR, "a module lies outside the root"),
  TOO_MANY_MODULES("RTN0110", Severity.ERROR, "a program has too many modules"),
  WRONG_KIND("RTN0111", Severity.ERROR, "a name stands for another kind of thing"),
  UNKNOWN_MEMBER("RTN0112", Severity.ERROR, "a value has no such member"),
  WRONG_ARGUMENTS("RTN0113", Severity.ERROR, "the arguments do not fit the parameters"),
  NUMBER_TOO_LARGE("RTN0114", Severity.ERROR, "a number is too large"),
  NUMBER_TOO_FINE("RTN0115", Severity.ERROR, "a number is finer than its grain"),
  OUT_OF_RANGE("RTN0116", Severity.ERROR, "a value lies outside its declared range"),
  MISSING_VALUE("RTN0117", Severity.ERROR, "a value is wanted where there is none"),
  NEEDS_TYPE("RTN0118", Severity.ERROR, "a type cannot be found from the value"),
  NOT_ASSIGNABLE("RTN0119", Severity.ERROR, "a name cannot be assigned"),
  RECURSION("RTN0120", Severity.ERROR, "an activity calls itself"),
  NOT_PURE("RTN0121", Severity.ERROR, "a computation does something"),
  MISSING_ARMS("RTN0122", Severity.ERROR, "a `when` does not answer every value"),
  UNREACHABLE_ARM("RTN0123", Severity.WARNING, "an arm can never be taken"),
  NEVER_NONE("RTN0124", Severity.WARNING, "a default for what is never `none`"),
  CYCLIC_DEFINITION("RTN0125", Severity.ERROR, "a definition needs itself"),
  MISPLACED_STATEMENT("RTN0126", Severity.ERROR, "a statement stands where it means nothing"),
  MISPLACED_IT("RTN0127", Severity.ERROR, "`it` stands outside a check"),
  DIVISION_BY_ZERO("RTN0128", Severity.ERROR, "a constant is divided by zero"),
  MIXED_CURRENCIES("RTN0129", Severity.ERROR, "amounts of different currencies are mixed"),
  WRONG_TYPE_ARGUMENTS("RTN0130", Severity.ERROR, "a type has the wrong arguments"),
  MODULE_NAME("RTN0131", Severity.WARNING, "a module does not have the name of its file"),

  // 02xx: activities and clauses
  MISPLACED_CLAUSE("RTN0201", Severity.ERROR, "a clause stands where it means nothing"),
  DUPLICATE_CLAUSE("RTN0202", Severity.ERROR, "a clause is written twice"),
  CLAUSE_CONFLICT("RTN0203", Severity.ERROR, "two clauses contradict each other"),
  UNKNOWN_WORD("RTN0204", Severity.ERROR, "a word is not one of those a clause takes"),
  RESERVE_TOO_LARGE("RTN0205", Severity.ERROR, "a reserve leaves no time for the work"),
  RESERVE_TOO_SMALL("RTN0206", Severity.ERROR, "a reserve is smaller than what it is kept for"),
  UNBOUNDED_WIND_DOWN("RTN0207", Severity.ERROR, "a handler or a cleanup has no bound"),
  UNKNOWN_REASON("RTN0208", Severity.ERROR, "a reason is not declared"),
  HANDLER_NEVER_RUNS("RTN0209", Severity.WARNING, "a handler answers what cannot happen"),
  REASON_NOT_RAISABLE("RTN0210", Severity.ERROR, "only the runtime fails for this reason"),
  UNCONFIRMED_GUESS("RTN0211", Severity.ERROR, "a model's answer is used unconfirmed"),
  NOTHING_TO_CONFIRM("RTN0212", Severity.ERROR, "what is confirmed is no guess"),
  IMPOSSIBLE_THRESHOLD("RTN0213", Severity.ERROR, "a threshold can never be met or missed"),
  UNSURE_WITHOUT_CONFIRM("RTN0214", Severity.ERROR, "`unsure` answers nothing here"),
  PRIVATE_LEAK("RTN0215", Severity.ERROR, "a private value would leave its boundary"),
  NOT_SHARED("RTN0216", Severity.ERROR, "a prompt shows what `share only` leaves out"),
  BRANCH_VARIABLE("RTN0217", Severity.ERROR, "parallel branches touch one variable"),
  UNKNOWN_BRANCH("RTN0218", Severity.ERROR, "a branch has no such name"),
  ARROW_CYCLE("RTN0219", Severity.ERROR, "branches wait for one another in a circle"),
  RESOURCE_NOT_HELD("RTN0220", Severity.ERROR, "a cleanup uses what its scope does not hold"),
  CRITICAL_CONTENT("RTN0221", Severity.ERROR, "a critical section holds what may not be in it"),
  RESPOND_WITHOUT_EFFECT("RTN0222", Severity.ERROR, "nothing in a `respond` can begin"),
  RETRY_WITHOUT_END("RTN0223", Severity.ERROR, "a retry has neither number nor deadline"),
  UNKNOWN_NOT_ANSWERED(
      "RTN0224", Severity.ERROR, "an `if` does not say what an unknown reading means"),
  BAD_FIGURE("RTN0225", Severity.ERROR, "a figure is out of order"),
  MISSING_CLAUSE("RTN0226", Severity.ERROR, "a clause is missing"),
  UNANSWERABLE("RTN0227", Severity.ERROR, "no model can answer with this type"),
  EMPTY_QUESTION("RTN0228", Severity.ERROR, "a think asks nothing"),
  UNFENCED("RTN0229", Severity.WARNING, "an action can move after its grant"),
  NO_TIER_LEFT("RTN0230", Severity.ERROR, "the data boundary leaves no tier"),
  GUESS_NOT_DECLARED("RTN0231", Severity.ERROR, "a think promises more than a guess"),
  GIVES_NO_VALUE("RTN0232", Severity.ERROR, "an activity may end without its value"),

  // 03xx: feasibility
  CANNOT_END_IN_TIME("RTN0301", Severity.ERROR, "an activity can never end in time"),
  CANNOT_RESPOND_IN_TIME("RTN0302", Severity.ERROR, "a first effect can never come in time"),
  CANNOT_AFFORD_ENERGY("RTN0303", Severity.ERROR, "an activity can never have its energy"),
  DRAWS_TOO_MUCH("RTN0304", Severity.ERROR, "an activity always draws more than it may"),
  NO_FEASIBLE_TIER("RTN0305", Severity.ERROR, "no tier can answer a question"),
  DEAD_TIER("RTN0306", Severity.WARNING, "a tier can never be chosen"),
  KEEPS_TOO_MUCH("RTN0307", Severity.WARNING, "an activity keeps too much for its end"),
  MODEL_TOO_LARGE("RTN0310", Severity.ERROR, "a model is larger than the board's memory"),
  MODELS_TOO_LARGE_TOGETHER("RTN0311", Severity.WARNING, "a model has no room beside others"),
  CANNOT_AFFORD_MONEY("RTN0312", Severity.ERROR, "an activity can never have its money"),
  SITE_LACKS_ENERGY("RTN0313", Severity.WARNING, "a policy needs more energy than its site gives"),
  SITE_LACKS_MONEY("RTN0314", Severity.WARNING, "a policy needs more money than its site gives"),

  // 04xx: lint
  NO_POLICY_DEADLINE("RTN0401", Severity.WARNING, "a policy has no deadline"),
  DEADLINE_NEVER_BINDS("RTN0402", Severity.WARNING, "a deadline can never bind"),
  ROUND_WITHOUT_DEADLINE("RTN0403", Severity.WARNING, "a periodic round has no deadline"),
  ROUND_LONGER_THAN_PERIOD("RTN0404", Severity.WARNING, "a round may outlast its period"),
  WAIT_WITHOUT_DEADLINE("RTN0405", Severity.WARNING, "a wait has no deadline of its own"),
  LOOP_WITHOUT_DEADLINE("RTN0406", Severity.WARNING, "a loop has no deadline of its own"),
  BUSY_WAIT("RTN0407", Severity.WARNING, "a loop waits by asking again and again"),
  TIMEOUT_WITHOUT_ANSWER("RTN0409", Severity.WARNING, "a policy does not answer its own timeout"),
  SOFT_DEADLINE_TOO_LATE(
      "RTN0410", Severity.WARNING, "a soft deadline never comes before the hard one"),
  NO_POLICY_ENERGY("RTN0413", Severity.WARNING, "a policy has no energy budget"),
  ENERGY_ABOVE_WHOLE(
      "RTN0414", Severity.WARNING, "a budget is larger than the one it is taken from"),
  BRANCHES_ABOVE_WHOLE("RTN0415", Severity.WARNING, "branches ask for more energy than there is"),
  POWER_NEVER_BINDS("RTN0416", Severity.WARNING, "a cap on power can never bind"),
  SPEND_ABOVE_WHOLE("RTN0417", Severity.WARNING, "more money is allowed than there is"),
  CLOUD_WITHOUT_SPEND(
      "RTN0418", Severity.WARNING, "a question to paid models has no limit on money"),
  CLOUD_WITHOUT_FALLBACK("RTN0421", Severity.WARNING, "nothing answers when the cloud is gone"),
  RETRY_WITHOUT_BACKOFF("RTN0422", Severity.WARNING, "a question to the cloud is retried at once"),
  THINK_WITHOUT_TIERS("RTN0423", Severity.WARNING, "any tier may answer a question"),
  THINK_WITHOUT_DEADLINE(
      "RTN0424", Severity.WARNING, "a question says nowhere how long it may take"),
  CASE_ONLY_NAMED("RTN0425", Severity.WARNING, "a model knows only the name of an answer"),
  CASE_WITHOUT_EXAMPLE("RTN0426", Severity.WARNING, "an answer was forgotten among the examples"),
  EXAMPLES_CONTRADICT("RTN0427", Severity.WARNING, "two examples contradict each other"),
  THRESHOLD_BELOW_CHANCE("RTN0428", Severity.WARNING, "a threshold is met by any guess"),
  GUESS_TAKEN_BLINDLY("RTN0429", Severity.WARNING, "a choice is taken however unsure it is"),
  UNSURE_WITHOUT_ANSWER("RTN0430", Severity.WARNING, "nothing happens when a model is unsure"),
  TEXT_WITHOUT_LENGTH("RTN0432", Severity.WARNING, "a written answer may have any length"),
  SAFETY_FAILURE_SWALLOWED("RTN0435", Severity.WARNING, "a broken condition has no consequence"),
  PREEMPTIBLE_SAFETY("RTN0436", Severity.WARNING, "work for safety may be interrupted"),
  MOTION_WITHOUT_CLEANUP(
      "RTN0437", Severity.WARNING, "a policy moves the robot and has no cleanup"),
  CLEANUP_WAITS("RTN0438", Severity.WARNING, "a cleanup waits"),
  HANDLER_REPEATS("RTN0439", Severity.WARNING, "a handler repeats what was too slow"),
  LONG_CRITICAL("RTN0440", Severity.WARNING, "a critical section is long"),
  MOTION_AFTER_STOP("RTN0441", Severity.WARNING, "a handler of the emergency stop wants to move"),
  PRIVATE_SAID_ALOUD("RTN0447", Severity.WARNING, "a private value is told to everybody"),
  PICTURE_LEAVES(
      "RTN0448", Severity.WARNING, "a picture may leave the robot without a word about it"),
  CLOUD_WITHOUT_BOUNDARY(
      "RTN0449", Severity.WARNING, "a question to the cloud does not say what may leave"),
  RACE_OF_DEEDS("RTN0454", Severity.WARNING, "the losers of a race are cut off while they act"),
  LONE_BRANCH("RTN0455", Severity.WARNING, "a parallel construct has one branch"),
  BRANCHES_QUEUE("RTN0456", Severity.WARNING, "branches wait for one resource"),
  SHARED_WITHOUT_BRANCHES("RTN0457", Severity.WARNING, "a shared variable is shared with nobody"),
  FROZEN_FOR_EVER("RTN0458", Severity.WARNING, "a branch is frozen and never goes on"),
  HOLDS_UNUSED("RTN0459", Severity.WARNING, "a resource is held and not used"),
  EVENT_WITHOUT_DEADLINE("RTN0460", Severity.WARNING, "an event handler has no deadline"),
  NOISY_EDGE("RTN0461", Severity.WARNING, "an event fires with every jitter of a sensor"),
  POLICY_WITHOUT_TEST("RTN0464", Severity.WARNING, "no test runs a policy"),
  UNUSED_VARIABLE("RTN0465", Severity.WARNING, "a variable is not used"),
  UNUSED_PARAMETER("RTN0466", Severity.WARNING, "a parameter is not used"),
  UNUSED_USE("RTN0467", Severity.WARNING, "a module is used for nothing"),
  UNUSED_DECLARATION("RTN0468", Severity.WARNING, "a declaration is not used"),
  SHADOWED_NAME("RTN0469", Severity.WARNING, "a name hides another"),
  CONSTANT_CONDITION("RTN0470", Severity.WARNING, "a condition never changes"),
  SAME_OPERANDS("RTN0471", Severity.WARNING, "something is compared with itself"),
  EMPTY_HANDLER("RTN0472", Severity.WARNING, "a handler does nothing"),
  SAME_BRANCHES("RTN0473", Severity.WARNING, "a choice does the same either way"),
  VALUE_DROPPED("RTN0474", Severity.WARNING, "a value is computed and dropped"),
  TEST_WITHOUT_EXPECT("RTN0475", Severity.WARNING, "a test expects nothing"),
  TEST_OF_NOTHING("RTN0476", Severity.WARNING, "a test runs nothing"),
  TEST_NAMED_TWICE("RTN0477", Severity.WARNING, "two tests have one name"),
  NEVER_RUNS("RTN0478", Severity.WARNING, "a statement never runs"),
  MEASUREMENT_EQUALITY("RTN0479", Severity.WARNING, "a measured value is to be exactly something"),
  CONDITION_TWICE("RTN0480", Severity.WARNING, "a condition is asked twice"),
  RETRY_ONCE("RTN0481", Severity.WARNING, "a retry allows one attempt"),
  LOOP_RUNS_ONCE("RTN0482", Severity.WARNING, "a loop always ends in its first round"),
  EXPECTATION_ALWAYS_HOLDS("RTN0483", Severity.WARNING, "an expectation cannot fail"),
  EXPECT_BEFORE_RUN("RTN0484", Severity.WARNING, "an expectation comes before what it is about"),
  FAILURE_NEVER_COMES("RTN0485", Severity.WARNING, "a test expects a failure that cannot be"),
  STUB_NEVER_ASKED("RTN0486", Severity.WARNING, "a stub is never asked"),
  SET_TWICE("RTN0487", Severity.WARNING, "a test sets one thing twice"),
  THINK_WITHOUT_STUB("RTN0488", Severity.WARNING, "a test depends on what a model answers"),
  HANDLER_WITHOUT_TEST("RTN0489", Severity.WARNING, "no test can reach a handler"),
  NEVER_CHANGES("RTN0490", Severity.INFO, "a variable never changes"),
  COMPARISON_WITH_TRUTH(
      "RTN0491", Severity.INFO, "a truth value is compared with `true` or `false`"),
  NAME_STYLE("RTN0492", Severity.INFO, "a name is written in the style of another kind"),
  LONG_ACTIVITY("RTN0493", Severity.INFO, "an activity is long"),
  REPEATED_QUANTITY("RTN0494", Severity.INFO, "a figure stands in many places"),
  UNDOCUMENTED_POLICY("RTN0495", Severity.INFO, "a policy does not say what it is for"),
  NEGATED_COMPARISON("RTN0496", Severity.INFO, "a comparison is written the long way round"),
  CONDITION_SPELLED_OUT("RTN0497", Severity.INFO, "an `if` only repeats its condition"),
  MANY_PARAMETERS("RTN0498", Severity.INFO, "there are many parameters"),
  MODULE_WITHOUT_NAME("RTN0499", Severity.INFO, "a file does not say which module it is"),

  // 05xx: sites and profiles
  UNKNOWN_FIELD("RTN0501", Severity.ERROR, "a profile has no such field"),
  WRONG_FIGURE("RTN0502", Severity.ERROR, "a profile's figure has the wrong type"),
  MISSING_FIGURE("RTN0503", Severity.ERROR, "a profile lacks a figure"),
  WRONG_PROFILE("RTN0504", Severity.ERROR, "a profile names another kind of thing"),
  CYCLIC_LIKE("RTN0505", Severity.ERROR, "profiles amend one another in a circle"),
  UNKNOWN_GRADE("RTN0506", Severity.ERROR, "a grade is not known"),
  DUPLICATE_FIELD("RTN0507", Severity.ERROR, "a figure is given twice"),
  PROFILE_IN_POLICY("RTN0508", Severity.WARNING, "a policy binds itself to one robot"),
  SECRET_IN_TEXT("RTN0509", Severity.ERROR, "a secret stands in the file"),
  NOT_ON_ROBOT("RTN0510", Severity.ERROR, "the robot does not have what a policy uses"),
  HOLDS_OUT_OF_ORDER("RTN0511", Severity.ERROR, "resources are taken against the robot's order"),

  // 06xx: run time
  OVERFLOW("RTN0601", Severity.ERROR, "a number became too large"),
  ZERO_DIVISOR("RTN0602", Severity.ERROR, "a value was divided by zero"),
  INDEX_OUT_OF_RANGE("RTN0603", Severity.ERROR, "a list has no item at an index"),
  TEXT_TOO_LONG("RTN0604", Severity.ERROR, "a text became too long"),
  VALUE_TOO_LARGE("RTN0605", Severity.ERROR, "a list, map or record became too large"),
  CALLS_TOO_DEEP("RTN0606", Severity.ERROR, "calls were nested too deeply"),
  ARGUMENT_OUT_OF_RANGE("RTN0607", Severity.ERROR, "a value left its declared range"),
  NOT_SUPPORTED("RTN0608", Severity.ERROR, "a construct cannot be run here"),
  WRONG_HOST_VALUE("RTN0609", Severity.ERROR, "the host gave a value of another type"),
  NOT_A_NUMBER("RTN0610", Severity.ERROR, "a computation has no result"),
  READING_UNKNOWN("RTN0611", Severity.ERROR, "a reading is unknown where a value is needed"),
  NO_HOST_FUNCTION("RTN0612", Severity.ERROR, "the host does not offer a function"),
  NO_ARM("RTN0613", Severity.ERROR, "no arm of a `when` fits"),
  OUT_OF_MEMORY("RTN0614", Severity.ERROR, "the run took all memory"),
  HOST_THREW("RTN0615", Severity.ERROR, "the host threw an exception"),
  DEFECT("RTN0616", Severity.ERROR, "Ration itself has a defect"),
  CLEANUP_FAILED("RTN0617", Severity.WARNING, "a cleanup did not end well"),
  LEFT_BEHIND("RTN0618", Severity.WARNING, "a call did not stop and was left behind"),
  QUARANTINED("RTN0619", Severity.WARNING, "a resource is out of use until it is known to be safe"),
  UNDECLARED_FAILURE(
      "RTN0620", Severity.WARNING, "a host action failed with a code it does not declare"),
  ENDED_TWICE("RTN0621", Severity.WARNING, "a host action reported its end twice"),
  TRACE_FULL("RTN0622", Severity.WARNING, "a trace reached its size limit"),
  SOFT_BLOCK_FAILED("RTN0623", Severity.WARNING, "the block of a soft deadline failed"),
  STUCK("RTN0624", Severity.ERROR, "a run did not come back after it was cancelled"),
  SAFETY_RESERVE("RTN0625", Severity.WARNING, "the safety reserve pays for the end of an activity"),
  POWER_OVERSHOOT("RTN0626", Severity.WARNING, "more power is drawn than a cap allows"),
  NO_DRIVER("RTN0640", Severity.ERROR, "no driver does an action"),
  NO_LEASE("RTN0641", Severity.ERROR, "a robot does not stop by itself"),
  DRIVER_LOST("RTN0642", Severity.WARNING, "the connection to a driver was lost"),
  LEASE_LAPSED("RTN0643", Severity.WARNING, "the lease of an action ran out"),
  STALLED("RTN0644", Severity.WARNING, "the machine slept or stalled longer than a lease"),
  COMMAND_REFUSED("RTN0645", Severity.WARNING, "a driver refused a command"),
  NEVER_RETURNED("RTN0646", Severity.WARNING, "a host action outlasted its declared maximum"),
  STOP_BLOCKED("RTN0647", Severity.WARNING, "stopping a host action did not return"),
  START_BLOCKED("RTN0648", Severity.WARNING, "starting a host action did not return"),
  DRIVER_MISFIT("RTN0649", Severity.ERROR, "a driver does not fit the robot's profile"),
  LEDGER_UNWRITTEN("RTN0650", Severity.ERROR, "what a mission uses cannot be written down"),
  LEDGER_DAMAGED("RTN0651", Severity.ERROR, "the ledger of missions is damaged or no ledger"),
  LEDGER_NEWER("RTN0652", Severity.ERROR, "the ledger of missions is of a newer version"),
  RESERVE_USED_UP("RTN0653", Severity.ERROR, "the robot's safety reserve is used up"),

  // 07xx: command line
  NO_SUCH_FILE("RTN0701", Severity.ERROR, "a file is not there"),
  NO_POLICY_FILES("RTN0702", Severity.ERROR, "a folder holds no policies"),
  UNREADABLE_FILE("RTN0703", Severity.ERROR, "a file cannot be read or written"),
  NO_SUCH_POLICY("RTN0704", Severity.ERROR, "a file has no such policy"),
  MISSING_ARGUMENT("RTN0705", Severity.ERROR, "a policy's parameter has no value"),
  WRONG_ARGUMENT("RTN0706", Severity.ERROR, "an argument does not fit its parameter"),
  NO_SUCH_SITE("RTN0707", Severity.ERROR, "a site or a robot is not found"),
  BAD_SECRETS_FILE("RTN0708", Severity.ERROR, "a secrets file cannot be used"),
  NO_SUCH_CODE("RTN0709", Severity.ERROR, "a code does not exist"),
  NO_SUCH_DRIVER("RTN0720", Severity.ERROR, "a driver cannot be reached"),
  ROBOT_STOPPED("RTN0721", Severity.ERROR, "a robot was stopped and is not armed again"),
  BAD_ADDRESS("RTN0722", Severity.ERROR, "a driver's address cannot be read"),
  NO_SUCH_MISSION("RTN0725", Severity.ERROR, "a mission is not there, or is closed"),
  MISSION_EXISTS("RTN0726", Severity.ERROR, "a mission of this name is there already"),
  MISSION_ELSEWHERE("RTN0727", Severity.ERROR, "a mission belongs to another site or robot"),
  STATE_IN_USE("RTN0728", Severity.ERROR, "another process uses the folder of missions"),
  WRONG_MISSION("RTN0729", Severity.ERROR, "a mission's name or figure cannot be used"),
  NOT_A_TRACE("RTN0730", Severity.ERROR, "a file is not a trace of this version"),
  DAMAGED_TRACE("RTN0731", Severity.ERROR, "a trace is damaged or cut off"),
  REPLAY_DIFFERS("RTN0732", Severity.ERROR, "a replay differs from its trace"),
  NOT_REPLAYABLE("RTN0733", Severity.ERROR, "a trace cannot be replayed here"),
  NO_SUCH_ACTIVITY("RTN0734", Severity.ERROR, "a trace has no such activity"),
  BAD_LINT_CONFIG("RTN0740", Severity.ERROR, "settings of the linter cannot be read"),
  UNKNOWN_LINT_SETTING("RTN0741", Severity.ERROR, "a setting of the linter does not exist"),
  BAD_BASELINE("RTN0742", Severity.ERROR, "a baseline cannot be read"),
  STALE_BASELINE("RTN0743", Severity.WARNING, "a baseline lets pass what is no longer there"),
  IGNORE_WITHOUT_REASON("RTN0744", Severity.WARNING, "an ignore does not say why"),
  UNUSED_IGNORE("RTN0745", Severity.WARNING, "an ignore hides nothing"),
  UNKNOWN_IGNORE("RTN0746", Severity.WARNING, "an ignore names no code"),
  BASELINE_EXISTS("RTN0747", Severity.ERROR, "a baseline would be replaced"),
  NO_REVISION("RTN0748", Severity.ERROR, "changed files cannot be found"),
  FIX_REFUSED("RTN0749", Severity.WARNING, "a fix would break a file"),
  NO_SUCH_METER("RTN0770", Severity.ERROR, "a meter is not there, or is none of ours"),
  METER_DENIED("RTN0771", Severity.WARNING, "a meter may not be read"),
  METER_UNREADABLE("RTN0772", Severity.WARNING, "a meter cannot be read"),
  METER_NONSENSE("RTN0773", Severity.WARNING, "a meter says what cannot be"),
  METER_BACKWARDS("RTN0774", Severity.WARNING, "a meter went back without a wrap"),
  METER_STALE("RTN0775", Severity.WARNING, "a meter does not move"),
  METER_GAP("RTN0776", Severity.WARNING, "a meter was silent for too long"),
  METER_WRAPS_UNSURE("RTN0777", Severity.WARNING, "a counter may have wrapped more than once"),
  BAD_METER_SETTING("RTN0778", Severity.ERROR, "a setting of meters cannot be used"),
  NO_MODEL_FILE("RTN0780", Severity.ERROR, "a model's file is not there"),
  NOT_A_MODEL("RTN0781", Severity.ERROR, "a model's file is no model, or is damaged"),
  UNKNOWN_ARCHITECTURE(
      "RTN0782", Severity.ERROR, "a model is of an architecture that is not known"),
  NO_MEMORY_FOR_MODEL("RTN0783", Severity.ERROR, "a model does not fit in the memory that is free"),
  BAD_MODEL_SETTING("RTN0784", Severity.ERROR, "a setting of a model cannot be used"),
  QUESTION_TOO_LONG("RTN0785", Severity.WARNING, "a question is longer than a model can read"),
  NO_MODEL_LIBRARY("RTN0786", Severity.ERROR, "the library of a model does not run here");

  private final String id;
  private final Severity severity;
  private final String title;

  Code(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  /** The permanent id, as in {@code RTN0101}. */
  public String id() {
    return id;
  }

  /** How much it matters unless configured otherwise. */
  public Severity severity() {
    return severity;
  }

  /** What it is about, in a few words. */
  public String title() {
    return title;
  }

  /** Finds a code by its id, in any case. */
  public static Optional<Code> ofId(String id) {
    return Arrays.stream(values()).filter(code -> code.id.equalsIgnoreCase(id)).findFirst();
  }

  @Override
  public String toString() {
    return id;
  }
}
