package dev.ration.interpreter.builtins;

import dev.ration.grammar.check.Type;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.action.SensorNode;
import dev.ration.interpreter.nodes.expr.ApplyNode;
import dev.ration.interpreter.nodes.expr.CompareNode;
import dev.ration.interpreter.nodes.expr.LiteralNode;
import dev.ration.interpreter.values.HostValues;
import dev.ration.interpreter.values.RecordValue;
import dev.ration.plan.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The body of a {@code host fun}: nodes on the nodes of its arguments. */
@FunctionalInterface
public interface HostFunction {
  /** How far an arm reaches from its shoulder, in metres. */
  double REACH = 0.75;

  /** Where the right shoulder is: to the left of the middle, and up from the ground, in metres. */
  double SHOULDER_LEFT = -0.2;

  double SHOULDER_UP = 1.3;

  /** How near something must be to stand in the way, in metres. */
  double CLEAR = 0.6;

  /** Makes the code. */
  ExpressionNode node(List<ExpressionNode> arguments);

  /** Finds a function by its full name. */
  static Optional<HostFunction> find(String name) {
    return Optional.ofNullable(all().get(name));
  }

  /** The full names of all functions. */
  static Set<String> names() {
    return all().keySet();
  }

  private static Map<String, HostFunction> all() {
    return Map.of(
        "std.grip.reachable",
        arguments ->
            new ApplyNode(
                (node, values) -> isReachable((RecordValue) values[0]), arguments.getFirst()),
        "std.grip.holding",
        arguments -> sensor("hand.right.holding", Type.BOOL),
        "std.motion.path_clear",
        arguments ->
            CompareNode.number(
                CompareNode.Relation.GREATER,
                sensor("range.ahead", new Type.Measure(Dimension.LENGTH)),
                LiteralNode.of(CLEAR)));
  }

  private static ExpressionNode sensor(String name, Type type) {
    return new SensorNode(name, HostValues.conversion(type, name));
  }

  /** A pose has the fields ahead, left, up, turn. */
  private static boolean isReachable(RecordValue pose) {
    double ahead = (double) pose.field(0);
    double left = (double) pose.field(1) - SHOULDER_LEFT;
    double up = (double) pose.field(2) - SHOULDER_UP;
    return Math.sqrt(ahead * ahead + left * left + up * up) <= REACH;
  }
}
