package dev.ration.bench.score;

/** A baseline with the floor beside whatever it does. */
record Floored(Policy policy) implements Policy {
  @Override
  public Plan choose(View view) {
    return policy.choose(view).withFloor();
  }

  @Override
  public void ended(Attempt attempt) {
    policy.ended(attempt);
  }
}
