package dev.ration.runtime.choose.core;

/** What the radio is doing. */
public enum LinkState {
  /** It has just been used. */
  CONNECTED,
  /** It has fallen asleep and must be woken. */
  IDLE,
  /** It is between two cells or access points. */
  ROAMING
}
