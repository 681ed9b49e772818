package dev.ration.runtime.scope;

/** How important an activity is: named, never numbered (P5). The most important first. */
public enum Priority {
  SAFETY,
  PERSON,
  TASK,
  IDLE
}
