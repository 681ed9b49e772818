package dev.ration.runtime.choose;

import java.util.Locale;

/** Why a tier does not serve a call: a closed set, explained in {@code docs/tiers.md}. */
public enum RefusalCode {
  /** The site has no model for it. */
  NOT_SERVED,
  /** The data may not leave the robot (M7). */
  PRIVATE,
  /** The model cannot give such an answer. */
  ABILITY,
  /** It does not serve in the band in which the battery is. */
  BAND,
  /** The board's memory does not hold the model. */
  MEMORY,
  /** The model is still being opened or warmed up. */
  COLD,
  /** The model could not be opened. */
  BROKEN,
  /** A remote model is not asked in virtual time (V1). */
  VIRTUAL,
  /** The site has no link to reach it. */
  LINK,
  /** Its server asked to be left alone for a while. */
  RESTING,
  /** Its server has failed of late and is left alone. */
  BREAKER,
  /** It would not answer in time. */
  LATENCY,
  /** The account does not have the energy. */
  ENERGY,
  /** The account does not have the money. */
  MONEY,
  /** The power caps leave no room for it. */
  POWER,
  /** It is not good enough for {@code prefer … min}. */
  QUALITY,
  /** It was asked, and could not be reached. */
  UNREACHABLE,
  /** It was asked, and its server answered with an error. */
  REFUSED,
  /** It was asked, and its server wants fewer calls. */
  RATE_LIMITED,
  /** It was asked, and the connection broke. */
  DISCONNECTED,
  /** It was asked, and its answer did not have the declared type. */
  MALFORMED,
  /** It was asked, and could not do it. */
  UNABLE,
  /** It was asked, and a declared check did not hold for its answer. */
  CHECK,
  /** It was asked, and something broke on our side. */
  INTERNAL;

  /** The word used in reasons, receipts, traces and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
