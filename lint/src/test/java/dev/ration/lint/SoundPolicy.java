package dev.ration.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a module that is sound by construction: every budget is the sum of what is in it and a
 * little more, every name is used, every question has tiers and an answer for when nobody is sure,
 * every failure that is answered can happen. The same module for the same seed.
 */
final class SoundPolicy {
  private static final int DEEPEST = 3;

  private final Random random;
  private final StringBuilder thinks = new StringBuilder();
  private final StringBuilder functions = new StringBuilder();
  private int names;
  private boolean asksCloud;

  private SoundPolicy(long seed) {
    random = new Random(seed);
  }

  static String of(long seed) {
    return new SoundPolicy(seed).module();
  }

  /** Some lines, what they need at most, and what of the robot they use. */
  private record Piece(List<String> lines, long millis, long joules, Set<String> resources) {
    static Piece of(long millis, long joules, String resource, String... lines) {
      return new Piece(List.of(lines), millis, joules, Set.of(resource));
    }

    Piece then(Piece next) {
      List<String> both = new ArrayList<>(lines);
      both.addAll(next.lines);
      return new Piece(both, millis + next.millis, joules + next.joules, and(next.resources));
    }

    Set<String> and(Set<String> more) {
      Set<String> all = new TreeSet<>(resources);
      all.addAll(more);
      return all;
    }

    List<String> inside() {
      return lines.stream().map(line -> "    " + line).toList();
    }

    /** In a block with these lines around it, which takes a little more. */
    Piece in(String head, String... tail) {
      List<String> whole = new ArrayList<>(List.of(head));
      whole.addAll(inside());
      whole.addAll(List.of(tail));
      return new Piece(whole, millis + 1_000, joules + 10, resources);
    }

    String limits() {
      return "within " + (millis + 1_000) + " ms energy " + (joules + 10) + " J";
    }
  }

  private String fresh(String word) {
    return word + "_" + names++;
  }

  private String module() {
    StringBuilder policies = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      policies.append(policy(fresh("turn")));
    }
    return "/// Written at random.\nmodule block\n\nuse "
        + uses(policies + thinks.toString())
        + "\n\n"
        + thinks
        + functions
        + policies.toString().stripTrailing()
        + "\n";
  }

  private static String uses(String text) {
    List<String> used = new ArrayList<>();
    if (text.matches("(?s).*\\b(nod|look_ahead|wave)\\(.*")) {
      used.add("std.gaze");
    }
    if (text.matches("(?s).*\\b(turn|halt|path_clear)\\(.*")) {
      used.add("std.motion");
    }
    used.add("std.speech");
    if (text.contains("tiers ")) {
      used.add("std.tiers");
    }
    return String.join(", ", used);
  }

  private String policy(String name) {
    asksCloud = false;
    // Whoever speaks last is heard: every policy uses the voice at least there.
    Piece body = block(0).then(say("This is the end of " + name + "."));
    String holds = String.join(", ", body.resources());
    String spend = asksCloud ? " spend 0.05 EUR" : "";
    String head =
        "policy %s() within %d ms energy %d J%s holds %s {"
            .formatted(name, body.millis() + 9_000, body.joules() + 100, spend, holds);
    String text =
        body.inside().stream()
            .collect(
                Collectors.joining("\n", "/// Does what chance made up.\n" + head + "\n", "\n}\n"));
    if (random.nextBoolean()) {
      text += "on timeout { say(\"I was too slow.\")  within 3 s; fail }\n";
    }
    if (random.nextBoolean()) {
      text += "cleanup within 2 s { stop_talking() }\n";
    }
    return text
        + """

          test "%1$s comes to its end" {
              %1$s()
              expect said("end of %1$s")
          }

          """
            .formatted(name);
  }

  private Piece block(int depth) {
    Piece whole = statement(depth);
    for (int i = random.nextInt(3); i > 0; i--) {
      whole = whole.then(statement(depth));
    }
    return whole;
  }

  private Piece statement(int depth) {
    if (depth >= DEEPEST) {
      return leaf();
    }
    return switch (random.nextInt(12)) {
      case 0 -> step(depth);
      case 1 -> answered(depth);
      case 2 -> side(depth);
      case 3 -> first(depth);
      case 4 -> loop(depth);
      case 5 -> rounds();
      case 6 -> choice(depth);
      case 7 -> counted();
      case 8 -> waiting(depth);
      case 9 -> question();
      case 10 -> chat();
      default -> leaf();
    };
  }

  private Piece say(String words) {
    return Piece.of(7_000, 40, "voice", "say(\"" + words + "\")  within 7 s");
  }

  private Piece leaf() {
    return leaf(List.of("voice", "head", "base", "arm.right").get(random.nextInt(4)));
  }

  private Piece leaf(String resource) {
    return switch (resource) {
      case "voice" -> say("This is sentence " + names++ + ".");
      case "head" -> Piece.of(2_000, 30, "head", random.nextBoolean() ? "nod()" : "look_ahead()");
      case "base" -> Piece.of(5_000, 1_200, "base", "turn(" + (5 + names++) + " deg)  within 5 s");
      default -> Piece.of(4_000, 200, "arm.right", "wave()  within 4 s");
    };
  }

  private Piece step(int depth) {
    Piece body = block(depth + 1);
    return body.in("step \"" + fresh("part") + "\" " + body.limits() + " {", "}");
  }

  /** A step whose failures are answered, in one of the ways there are. */
  private Piece answered(int depth) {
    Piece body = block(depth + 1);
    String limits = "within %d ms energy %d J".formatted(body.millis() + 9_000, body.joules() + 99);
    String tail =
        switch (random.nextInt(4)) {
          case 0 -> "} on timeout { say(\"Too slow.\")  within 7 s }";
          case 1 -> "} else { say(\"That did not work.\")  within 7 s }";
          case 2 -> "} on timeout, overrun { fail } else { say(\"It went wrong.\")  within 7 s }";
          default -> "} soft within " + body.millis() / 2 + " ms { wait 1 ms }";
        };
    Piece whole = body.in("step " + limits + " {", tail);
    return new Piece(
        whole.lines(), whole.millis() + 9_000, whole.joules() + 99, whole.and(Set.of("voice")));
  }

  /** Branches that share nothing. */
  private Piece side(int depth) {
    Piece voice = leaf("voice");
    Piece head = leaf("head");
    Piece arm = leaf("arm.right");
    Piece both = voice.then(head).then(arm);
    String order = depth > 0 && random.nextBoolean() ? "    look -> greet" : "    look -> arm";
    return new Piece(
        List.of(
            "all within " + (both.millis() + 500) + " ms {",
            "    greet: " + voice.lines().getFirst(),
            "    look: " + head.lines().getFirst(),
            "    arm: " + arm.lines().getFirst(),
            order,
            "}"),
        both.millis() + 1_000,
        both.joules(),
        both.resources());
  }

  private Piece first(int depth) {
    Piece one = leaf("head");
    Piece other = leaf(depth > 0 ? "arm.right" : "voice");
    Piece both = one.then(other);
    return both.in("any within " + (both.millis() + 500) + " ms {", "} else { none }");
  }

  private Piece loop(int depth) {
    Piece body = block(depth + 1);
    if (random.nextBoolean()) {
      String item = fresh("word");
      Piece said = say("The word is {" + item + "}.").then(body);
      Piece whole = said.then(said);
      Piece once = said.in("for " + item + " in [\"one\", \"two\"] {", "}");
      return new Piece(
          once.lines(), whole.millis() + 1_000, whole.joules() + 10, whole.resources());
    }
    long limit = body.millis() + 500;
    Piece once = body.in("while not path_clear() within " + limit + " ms {", "} else { none }");
    return new Piece(once.lines(), limit + 1_000, 9 * once.joules(), once.resources());
  }

  private Piece rounds() {
    Piece body = leaf("head");
    Piece every = body.in("every 5 s within 4 s {", "}");
    Piece whole = every.in("step within 20 s {", "} on timeout { none }");
    return new Piece(whole.lines(), 21_000, 9 * body.joules(), whole.resources());
  }

  private Piece choice(int depth) {
    Piece then = block(depth + 1);
    Piece other = block(depth + 1).then(say("Either way, number " + names++ + "."));
    List<String> lines = new ArrayList<>(List.of("if battery.charge > " + (5 + names++) + " % {"));
    lines.addAll(then.inside());
    lines.add("} else {");
    lines.addAll(other.inside());
    lines.add("} else unknown {");
    lines.add("    play(sound.sorry)  within 2 s");
    lines.add("}");
    Piece whole = then.then(other);
    return new Piece(lines, whole.millis() + 2_000, whole.joules() + 9, whole.and(Set.of("voice")));
  }

  /** A variable that changes, a function that is tested. */
  private Piece counted() {
    String count = fresh("count");
    String larger = fresh("larger");
    functions.append(
        """
        /// A little more than that.
        fun %1$s(n: Int) -> Int {
            if n > %2$d { n + 1 } else { n + 2 }
        }

        test "%1$s gives more" {
            expect %1$s(%2$d) > %2$d
        }

        """
            .formatted(larger, 1 + random.nextInt(9)));
    String by = random.nextBoolean() ? "%s = %s(%s)" : "%s = %s(%s) + 1";
    return new Piece(
            List.of("var " + count + " = " + names, by.formatted(count, larger, count)),
            0,
            0,
            Set.of())
        .then(say("That makes {" + count + "}."));
  }

  private Piece waiting(int depth) {
    Piece then = leaf();
    if (depth == 0 && random.nextBoolean()) {
      return new Piece(
              List.of(
                  "whenever range.ahead < 1 m for 300 ms busy skip {",
                  "    play(sound.chime)  within 2 s",
                  "} else { none }"),
              2_000,
              10,
              Set.of("voice"))
          .then(then);
    }
    return new Piece(
            List.of("wait until path_clear()  within 5 s  else { none }"), 6_000, 0, Set.of())
        .then(then);
  }

  /** A choice that a model on the robot makes. */
  private Piece question() {
    String think = fresh("errand");
    String type = "Errand" + names++;
    thinks.append(
        """
        /// What somebody may want.
        enum %2$s {
            /// Where something is: a room, the lift, the way out.
            place%3$d
            /// Has an appointment with somebody.
            meeting%3$d
        }

        /// Which of them is it?
        think %1$s(words: Text) -> Guess<%2$s>
            within 400 ms   energy 4 J   tiers local.small, local.tiny   private
        {
            "{words}"
            example "where is the lift?" -> place%3$d
            example "I am expected by Ms Weber" -> meeting%3$d
        }

        """
            .formatted(think, type, names));
    Piece whole =
        new Piece(
            List.of(
                "let want%d = listen()  within 9 s  else { \"\" }".formatted(names),
                "when confirm %s(want%d) at 0.7 {".formatted(think, names),
                "    place%d -> say(\"Follow the signs.\")  within 7 s".formatted(names),
                "    meeting%d -> say(\"Please take a seat.\")  within 7 s".formatted(names),
                "    unsure -> say(\"Could you say that again?\")  within 7 s",
                "}"),
            18_000,
            80,
            Set.of("voice", "ears"));
    names++;
    return whole;
  }

  /** A sentence from the cloud, with one for when there is no cloud. */
  private Piece chat() {
    asksCloud = true;
    String think = fresh("reply");
    thinks.append(
        """
        /// Answers in one short sentence.
        think %1$s(topic: Text) -> Guess<Text>
            within 2 s   energy 20 J   spend 0.01 EUR   tiers cloud.chat   share only topic
        {
            "One short sentence about {topic}."
            check it.length < 120
        }

        """
            .formatted(think));
    return new Piece(
        List.of(
            "let answer%1$d = accept %2$s(\"robots\")  else { \"Robots are patient.\" }"
                .formatted(names, think),
            "say(answer%d)  within 7 s".formatted(names++)),
        11_000,
        70,
        Set.of("voice"));
  }
}
