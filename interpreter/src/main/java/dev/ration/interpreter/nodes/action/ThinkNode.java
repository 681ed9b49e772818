package dev.ration.interpreter.nodes.action;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.ration.grammar.check.Type;
import dev.ration.interpreter.nodes.ExpressionNode;
import dev.ration.interpreter.nodes.Faults;
import dev.ration.interpreter.nodes.Line;
import dev.ration.interpreter.values.Answers;
import dev.ration.interpreter.values.GuessValue;
import dev.ration.interpreter.values.HostValue;
import dev.ration.interpreter.values.ListValue;
import dev.ration.interpreter.values.Rendering;
import dev.ration.plan.Code;
import dev.ration.plan.ResultType;
import dev.ration.runtime.choose.ThinkAnswer;
import dev.ration.runtime.choose.ThinkCall;
import dev.ration.runtime.choose.Thinker;
import dev.ration.runtime.scope.Bug;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.ModelRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A question to a model, inside its own scope. */
public final class ThinkNode extends ExpressionNode {

  private final Question question;
  @Children private final ExpressionNode[] prompts;
  @Children private final ExpressionNode[] holes;
  @Children private final ExpressionNode[] images;
  @Children private final ExpressionNode[] examples;

  /**
   * What is known of the question before it is asked.
   *
   * @param holeTypes how each hole is shown
   * @param isPrivate whether a value in it may not leave the robot (M7)
   * @param shows the parameters that its lines show
   */
  public record Question(
      String name,
      String task,
      ResultType result,
      Type answer,
      List<Type> holeTypes,
      Set<Ability> needs,
      boolean isPrivate,
      List<String> shows,
      List<Check> checks,
      int mostTokens) {
    public Question {
      holeTypes = List.copyOf(holeTypes);
      needs = Set.copyOf(needs);
      shows = List.copyOf(shows);
      checks = List.copyOf(checks);
    }
  }

  /** A {@code check} line: code that is given the answer. */
  public record Check(String text, RootCallTarget condition) {}

  /** The nodes of the lines; an example gives a list of its inputs and, last, its answer. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Lines(
      ExpressionNode[] prompts,
      ExpressionNode[] holes,
      ExpressionNode[] images,
      ExpressionNode[] examples) {}

  public ThinkNode(Question question, Lines lines) {
    this.question = question;
    this.prompts = lines.prompts;
    this.holes = lines.holes;
    this.images = lines.images;
    this.examples = lines.examples;
  }

  @ExplodeLoop
  private static Object[] all(VirtualFrame frame, ExpressionNode[] nodes) {
    Object[] values = new Object[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      values[i] = nodes[i].execute(frame);
    }
    return values;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Object[] parts = all(frame, prompts);
    Object[] inputs = all(frame, holes);
    Object[] shown = all(frame, images);
    Object[] worked = all(frame, examples);
    return ask(new Closure(Line.of(frame), frame.materialize()), parts, inputs, shown, worked);
  }

  @TruffleBoundary
  private Object ask(
      Closure closure, Object[] parts, Object[] inputs, Object[] shown, Object[] worked) {
    ThinkCall call =
        new ThinkCall(
            question.name,
            request(parts, inputs, shown, worked),
            question.needs,
            question.isPrivate,
            question.shows,
            question.checks.stream().map(check -> check(closure, check)).toList());
    Thinker thinker =
        closure
            .line()
            .scope()
            .run()
            .service(Thinker.class)
            .orElseThrow(() -> Faults.at(this, Code.NOT_SUPPORTED, "No models can be asked here."));
    try {
      ThinkAnswer answer = thinker.think(closure.line().strand(), call);
      return new GuessValue(value(answer.value()), answer.confidence(), answer.tier());
    } catch (Bug bug) {
      throw Faults.placed(bug, this);
    }
  }

  private Object value(AnswerValue answer) {
    return Answers.toGuest(answer, question.result, question.answer);
  }

  private ThinkCall.Check check(Closure closure, Check check) {
    return new ThinkCall.Check(
        check.text,
        answer ->
            Boolean.TRUE.equals(
                closure.run(check.condition, closure.line().scope(), value(answer))));
  }

  private ModelRequest request(Object[] parts, Object[] inputs, Object[] shown, Object[] worked) {
    List<String> prompt = new ArrayList<>();
    for (Object part : parts) {
      prompt.add((String) part);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      texts.add(Rendering.text(inputs[i], question.holeTypes.get(i)));
    }
    List<ModelRequest.ImageData> pictures = new ArrayList<>();
    for (Object image : shown) {
      pictures.add(picture(image));
    }
    List<ModelRequest.Example> cases = new ArrayList<>();
    for (Object one : worked) {
      cases.add(example((ListValue) one));
    }
    return new ModelRequest(
        question.task,
        prompt,
        texts,
        pictures,
        cases,
        question.result,
        question.mostTokens,
        Duration.ofSeconds(1));
  }

  private ModelRequest.Example example(ListValue example) {
    List<String> inputs =
        example.subList(0, example.size() - 1).stream().map(String.class::cast).toList();
    return new ModelRequest.Example(
        inputs, Answers.toAnswer(example.getLast(), question.result, question.answer));
  }

  private ModelRequest.ImageData picture(Object image) {
    Object value = image instanceof HostValue host ? host.value() : image;
    return switch (value) {
      case ModelRequest.ImageData data -> data;
      case byte[] png -> new ModelRequest.ImageData("image/png", png);
      default ->
          throw Faults.at(
              this, Code.WRONG_HOST_VALUE, "What `show` names is no picture a model can see.");
    };
  }
}
