package dev.ration.embed;

/** A host action that failed with a code which its declaration names after {@code fails}. */
public final class ActionFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * @param code as declared, as in {@code slipped}
   * @param message for whoever reads the receipt; no private value
   */
  public ActionFailed(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The declared code. */
  public String code() {
    return code;
  }
}
