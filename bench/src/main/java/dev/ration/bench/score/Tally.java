package dev.ration.bench.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one policy made of several missions under one budget. */
final class Tally {
  private final String policy;
  private final Form form;
  private final List<One> missions = new ArrayList<>();

  /** How a policy was run. */
  enum Form {
    PLAIN("as it is"),
    FLOOR("with our floor"),
    PACED("with floor and pace"),
    OURS("ours"),
    LEFT_OUT("ours, a part left out"),
    ORACLE("oracle");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** One mission with its bounds and budgets. */
  record One(Result result, Bounds bounds, int calls) {
    double ofClairvoyant() {
      return result.utility() / bounds.clairvoyant();
    }

    double ofAware() {
      return result.utility() / bounds.aware();
    }

    double ofTight() {
      return result.utility() / bounds.tight();
    }

    double over() {
      return Math.max(result.energyOver(), result.moneyOver());
    }
  }

  /**
   * The bounds and budgets of a mission.
   *
   * @param tight the distribution-aware bound with the least tail instead of a fixed one
   */
  record Bounds(double clairvoyant, double aware, double tight, double joules, double money) {}

  Tally(String policy, Form form) {
    this.policy = policy;
    this.form = form;
  }

  String policy() {
    return policy;
  }

  Form form() {
    return form;
  }

  void add(One mission) {
    missions.add(mission);
  }

  double mean(ToDoubleFunction<One> figure) {
    return missions.stream().mapToDouble(figure).average().orElse(0);
  }

  double least(ToDoubleFunction<One> figure) {
    return missions.stream().mapToDouble(figure).min().orElse(0);
  }

  double most(ToDoubleFunction<One> figure) {
    return missions.stream().mapToDouble(figure).max().orElse(0);
  }

  double aware() {
    return mean(One::ofAware);
  }

  double hardMisses() {
    return missions.stream().mapToDouble(one -> one.result().hardMisses()).sum();
  }
}
