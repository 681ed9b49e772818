package dev.ration.runtime.choose.core;

/** What keeps a tier from serving a call, in the order in which it is looked at (M1, M2). */
public enum Bar {
  /** Nothing does. */
  NONE,
  /** The call does not allow the tier. */
  NOT_ALLOWED,
  /** The data may not leave the robot. */
  PRIVATE,
  /** The battery's band does not allow the tier. */
  BAND,
  /** Its model does not fit what memory is free. */
  MEMORY,
  /** Its endpoint has failed of late and is left alone. */
  BREAKER,
  /** Its bound on the latency is later than the cut. */
  LATENCY,
  /** The account does not have the energy. */
  ENERGY,
  /** It draws more than the caps leave. */
  POWER,
  /** The account does not have the money. */
  MONEY,
  /** It is not as good as asked. */
  QUALITY
}
