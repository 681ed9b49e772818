package dev.ration.connect.llama;

import de.kherud.llama.Pair;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.AnswerValue;
import dev.ration.runtime.spi.JsonAnswers;
import dev.ration.runtime.spi.ModelRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * One question as turns of a conversation. Immutable.
 *
 * <p>What a model reads as the mark of a turn is broken up wherever it stands in the words of a
 * question: who speaks to a robot must not be able to speak for it.
 *
 * @param system what is asked, and the form of the answer
 * @param turns user's and assistant's, in order
 * @param opening what the answer begins with, which the model need not write
 */
record Question(String system, List<Pair<String, String>> turns, String opening) {
  /** The marks that are used where a model names none of its own. */
  private static final List<String> USUAL_MARKS = List.of("<|im_start|>", "<|im_end|>");

  Question {
    turns = List.copyOf(turns);
  }

  static Question of(ModelRequest request, List<String> controlTokens) {
    var isText = request.result() instanceof ResultType.Text;
    var guide = isText ? "" : JsonAnswers.guide(request.result());
    var turns = new ArrayList<Pair<String, String>>();
    for (var example : request.examples()) {
      turns.add(new Pair<>("user", plain(String.join("\n", example.inputs()), controlTokens)));
      var right = example.answer();
      turns.add(
          new Pair<>(
              "assistant",
              plain(
                  isText && right instanceof AnswerValue.Text(var text)
                      ? text
                      : JsonAnswers.write(right),
                  controlTokens)));
    }
    turns.add(new Pair<>("user", plain(String.join("\n", request.prompt()), controlTokens)));
    return new Question(
        plain((request.task().strip() + "\n\n" + guide).strip(), controlTokens),
        turns,
        isText ? "" : AnswerGrammar.before());
  }

  private static String plain(String words, List<String> controlTokens) {
    var plain = broken(words, USUAL_MARKS);
    return broken(plain, controlTokens);
  }

  private static String broken(String words, List<String> marks) {
    var broken = words;
    for (var mark : marks) {
      // Single characters are letters of the language as well.
      if (mark.length() > 1 && broken.contains(mark)) {
        broken = broken.replace(mark, mark.charAt(0) + " " + mark.substring(1));
      }
    }
    return broken;
  }
}
