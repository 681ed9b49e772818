package dev.ration.runtime.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ration.runtime.energy.Attribution.Split;
import dev.ration.runtime.energy.Attribution.Use;
import dev.ration.runtime.energy.RadioTail.Sending;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is split adds up, to the microjoule, however activities overlap (E4). */
class AttributionPropertiesTest {
  /** An activity that ran over a part of some stretches of 100 ms. */
  record Job(long fromNanos, long toNanos, int kind, long microwatts) {
    Use within(long from, long to) {
      long nanos = Math.max(0, Math.min(to, toNanos) - Math.max(from, fromNanos));
      Amount drawn = new Amount();
      drawn.addProduct(microwatts, nanos);
      return Use.of(Attribution.Resource.values()[kind], drawn.micros());
    }
  }

  private static final long STRETCH = 100_000_000;

  @Provide
  Arbitrary<List<Job>> jobs() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 40 * STRETCH),
            Arbitraries.longs().between(1, 20 * STRETCH),
            Arbitraries.integers().between(0, 3),
            Arbitraries.longs().between(0, 90_000_000))
        .as((from, nanos, kind, power) -> new Job(from, from + nanos, kind, power))
        .list()
        .ofMaxSize(9);
  }

  @Property
  void e4ChargesIdleAndTheRestAreWhatWasMeasured(
      @ForAll("jobs") List<Job> jobs,
      @ForAll @LongRange(max = 30_000_000) long idle,
      @ForAll @Size(60) List<@LongRange(max = 20_000_000) Long> measured) {
    Attribution attribution = new Attribution(idle);
    long at = 0;
    for (long figure : measured) {
      long from = at;
      at += STRETCH;
      List<Use> uses = jobs.stream().map(job -> job.within(from, from + STRETCH)).toList();

      Split split = attribution.split(figure, STRETCH, uses);

      assertThat(sum(split.charges()) + split.idle() + split.unattributed()).isEqualTo(figure);
      assertThat(split.charges()).hasSameSizeAs(uses).allMatch(charge -> charge >= 0);
      assertThat(split.idle()).isNotNegative();
      assertThat(split.unattributed()).isNotNegative();
      for (int i = 0; i < uses.size(); i++) {
        if (uses.get(i).equals(new Use(0, 0, 0, 0))) {
          assertThat(split.charges().get(i)).isZero();
        }
      }
    }
  }

  @Property
  void somebodyWhoRanPaysForAllAboveIdle(
      @ForAll @LongRange(max = Long.MAX_VALUE / 4) long measured,
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1) Long> draws) {
    List<Use> uses = draws.stream().map(one -> new Use(one, 0, 0, 0)).toList();

    Split split = new Attribution(0).split(measured, STRETCH, uses);

    assertThat(sum(split.charges())).isEqualTo(measured);
    assertThat(split.unattributed()).isZero();
  }

  @Property
  void equalActivitiesPayTheSameAndTheEarlierOnesTheRemainder(
      @ForAll @LongRange(max = 1_000_000_000) long measured,
      @ForAll @LongRange(min = 1, max = 9) long count) {
    List<Use> uses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      uses.add(new Use(0, 7, 0, 0));
    }

    List<Long> charges = new Attribution(0).split(measured, STRETCH, uses).charges();

    assertThat(charges.getFirst() - charges.getLast()).isBetween(0L, 1L);
    assertThat(charges).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Property
  void theFitIsTheBestWithoutNegativeWeights(
      @ForAll @Size(50) List<@LongRange(max = 40) Long> figures) {
    List<Attribution.Stretch> stretches = new ArrayList<>();
    for (int i = 0; i + 4 < figures.size(); i += 5) {
      stretches.add(
          new Attribution.Stretch(
              figures.get(i),
              new double[] {
                figures.get(i + 1), figures.get(i + 2), figures.get(i + 3), figures.get(i + 4)
              }));
    }
    double[][] gram = new double[4][4];
    double[] right = new double[4];
    for (Attribution.Stretch one : stretches) {
      double[] x = one.byProfile();
      for (int i = 0; i < 4; i++) {
        right[i] += x[i] * one.active();
        for (int j = 0; j < 4; j++) {
          gram[i][j] += x[i] * x[j];
        }
      }
    }
    for (int i = 0; i < 4; i++) {
      gram[i][i] += 1;
      right[i] += 1;
    }

    double[] found = ClassWeights.nonNegative(gram, right);

    // The conditions of Karush, Kuhn and Tucker: no direction that is allowed is better.
    for (int i = 0; i < 4; i++) {
      double slope = -right[i];
      for (int j = 0; j < 4; j++) {
        slope += gram[i][j] * found[j];
      }
      assertThat(found[i]).isNotNegative();
      assertThat(slope).isGreaterThan(-1e-6);
      assertThat(slope * found[i]).isCloseTo(0, within(1e-5));
    }
  }

  @Property(tries = 20)
  void theFactorsOfTheClassesAreLearned(@ForAll @LongRange(max = 1_000) long seed) {
    Random random = new Random(seed);
    Attribution attribution = new Attribution(5_000_000);
    for (int i = 0; i < 400; i++) {
      long cpu = random.nextLong(2_000_000);
      long gpu = random.nextLong(3_000_000);
      long measured = 500_000 + cpu * 3 / 2 + gpu / 2;
      var unused =
          attribution.split(
              measured, STRETCH, List.of(new Use(cpu, 0, 0, 0), new Use(0, gpu, 0, 0)));
    }

    assertThat(attribution.weights().cpu()).isCloseTo(1.5, within(0.05));
    assertThat(attribution.weights().gpu()).isCloseTo(0.5, within(0.05));
    assertThat(attribution.weights().radio()).isEqualTo(1);
  }

  @Property(tries = 20)
  void theIdleDrawIsLearnedWhileNothingRuns(@ForAll @LongRange(max = 40_000_000) long real) {
    Attribution attribution = new Attribution(20_000_000);
    for (int i = 0; i < 300; i++) {
      var unused = attribution.split(real / 10, STRETCH, List.of());
    }

    assertThat(attribution.idleMicrowatts()).isCloseTo(real, within(100L));
  }

  @Provide
  Arbitrary<List<Sending>> sendings() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 30_000_000_000L),
            Arbitraries.longs().between(0, 3_000_000_000L))
        .as((from, nanos) -> new Sending(from, from + nanos))
        .list()
        .ofMaxSize(7);
  }

  @Property
  void theTailsOfARadioAreSharedToTheMicrojoule(
      @ForAll("sendings") List<Sending> sendings,
      @ForAll @LongRange(max = 5_000_000) long power,
      @ForAll @LongRange(max = 8_000_000_000L) long tail) {
    List<Long> shares = new RadioTail(power, tail).shares(sendings);

    Amount cost = new Amount();
    cost.addProduct(power, awakeNanos(sendings, tail));
    assertThat(shares).hasSameSizeAs(sendings).allMatch(share -> share >= 0);
    assertThat(sum(shares)).isEqualTo(cost.micros());
  }

  /** How long nobody sends and a tail lasts, by sorting the requests by their ends. */
  private static long awakeNanos(List<Sending> sendings, long tail) {
    List<long[]> lit = new ArrayList<>();
    sendings.forEach(one -> lit.add(new long[] {one.fromNanos(), one.toNanos() + tail}));
    List<long[]> busy = new ArrayList<>();
    sendings.forEach(one -> busy.add(new long[] {one.fromNanos(), one.toNanos()}));
    return length(lit) - length(busy);
  }

  private static long length(List<long[]> spans) {
    spans.sort((a, b) -> Long.compare(a[0], b[0]));
    long sum = 0;
    long until = Long.MIN_VALUE;
    for (long[] span : spans) {
      sum += Math.max(0, span[1] - Math.max(until, span[0]));
      until = Math.max(until, span[1]);
    }
    return sum;
  }

  private static long sum(List<Long> figures) {
    return figures.stream().mapToLong(Long::longValue).sum();
  }
}
