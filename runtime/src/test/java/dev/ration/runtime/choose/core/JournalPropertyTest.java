package dev.ration.runtime.choose.core;

import static dev.ration.runtime.choose.core.Robot.JOULE;
import static dev.ration.runtime.choose.core.Robot.MS;
import static dev.ration.runtime.choose.core.Robot.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same inputs give the same choices, bit for bit. */
class JournalPropertyTest {
  @Property(tries = 40)
  void aReplayChoosesTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    Journal journal = new Journal(Robot.core());
    journal.tell(new Journal.Input.MissionEnds(1_000 * SECOND));
    journal.tell(new Journal.Input.Known(1, 0, random.nextDouble(), 40));
    for (int i = 0; i < 300; i++) {
      long now = i * 3L * SECOND;
      Ask ask =
          Robot.ask(
              now,
              new Ask.Limits(
                  (100 + random.nextInt(4_000)) * MS,
                  random.nextInt(4) == 0 ? 0.99 : 0.95,
                  random.nextInt(10_000) * JOULE,
                  random.nextInt(10_000),
                  Ask.UNLIMITED,
                  Ask.UNLIMITED));
      journal.tell(new Journal.Input.Asked(ask));
      Ended.How how = Ended.How.values()[random.nextInt(Ended.How.values().length)];
      long took = (1 + random.nextInt(2_000)) * MS;
      int tier = random.nextInt(3);
      journal.tell(new Journal.Input.Over(Robot.ended(ask, tier, how, took), now + took));
      journal.tell(new Journal.Input.Spent(random.nextInt(1_000_000), random.nextInt(100)));
      journal.tell(new Journal.Input.RoundTrip(random.nextInt(1_000) * MS));
      journal.tell(
          new Journal.Input.TokenEnergy(1, 1 + random.nextDouble(), 2 + random.nextDouble()));
      journal.tell(new Journal.Input.Checked(tier, 0, random.nextBoolean(), now));
    }

    Journal again = journal.replay(Robot.core());
    assertThat(again.chosen()).isEqualTo(journal.chosen()).hasSize(300);
    assertThat(again.inputs()).isEqualTo(journal.inputs());
  }
}
