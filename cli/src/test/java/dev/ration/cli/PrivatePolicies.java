package dev.ration.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Policies made at random that handle private values in every way the language has. Some let one
 * out by their text: those the checker has to refuse.
 */
final class PrivatePolicies {
  private static final String HEAD =
      """
      module fuzz

      use std.speech, std.tiers

      /// Who it is about.
      record Guest { name: Text, private illness: Text }

      enum Mood { fine, ill }

      /// Whatever helps, asked with what may not leave.
      think advice(private about: Text) -> Guess<Text>
          within 400 ms   energy 20 J   spend 0.01 EUR   tiers cloud.chat, local.chat   private
      {
          "What helps against {about}?"
          check it.length < 500
      }

      /// Something that may leave.
      think rhyme(word: Text) -> Guess<Text>
          within 400 ms   energy 20 J   spend 0.01 EUR   tiers cloud.chat, local.chat
      {
          "A rhyme on {word}"
          check it.length < 500
      }

      /// How somebody is; only the name leaves.
      think mood(name: Text, private history: Text) -> Guess<Mood>
          within 400 ms   energy 20 J   spend 0.01 EUR   tiers cloud.chat, local.chat   share only name
      {
          "How is {name}?"
          check it == Mood.fine or history.length > 3
      }

      /// Asked in a private part of a policy.
      think secretly(words: Text) -> Guess<Text>
          within 400 ms   energy 20 J   spend 0.01 EUR   tiers local.chat, cloud.chat   private
      {
          "Say it otherwise: {words}"
          check it.length < 500
      }

      %s
      fun loud(words: Text) -> Text { "{words.upper}!" }
      fun both(a: Text, b: Text) -> Text { if a.length > b.length { a } else { b } }

      /// Remembers something for a while.
      action keep_in_mind(words: Text) -> Text within 1 s energy 1 J private {
          wait 1 ms
          "kept: {words}"
      }

      """;

  /** What a driver does that repeats whatever it is told; the simulated robot cannot. */
  private static final String WHISPER =
      """

      /// Tells somebody something.
      host action whisper(words: Text)
          takes 1 ms .. 2 ms .. 5 ms max 2 s   draws 0 W .. 0.1 W .. 0.2 W   fails slipped
      """;

  private final Random lots;
  private final boolean isDriven;
  private final StringBuilder body = new StringBuilder();
  private final List<String> texts =
      new ArrayList<>(List.of("\"a plain word\"", "secret", "guest.illness", "guest.name"));
  private int names;

  private PrivatePolicies(Random lots, boolean isDriven) {
    this.lots = lots;
    this.isDriven = isDriven;
  }

  /** The whole file; {@code isDriven} for a robot with a {@link GossipDriver}. */
  static String policy(Random lots, boolean isDriven) {
    PrivatePolicies made = new PrivatePolicies(lots, isDriven);
    made.let("accept rhyme(\"a first word\") else { \"no rhyme\" }");
    int statements = 4 + lots.nextInt(8);
    for (int i = 0; i < statements; i++) {
      made.statement();
    }
    return HEAD.formatted(isDriven ? WHISPER : "")
        + "policy main(private secret: Text, guest: Guest) -> Text\n"
        + "    within 20 s   energy 2 kJ   spend 1 EUR   holds voice, ears\n{\n"
        + made.body
        + "    "
        + made.text()
        + "\n}\n"
        + "cleanup within 1 s { stop_talking() }\n";
  }

  private String text() {
    return texts.get(lots.nextInt(texts.size()));
  }

  private String name() {
    return "v" + names++;
  }

  private void line(String line) {
    body.append("    ").append(line).append('\n');
  }

  private void let(String value) {
    String name = name();
    line("let " + name + " = " + value);
    texts.add(name);
  }

  private void told(String more) {
    line((isDriven ? "whisper(" : "say(") + text() + ")  within 3 s" + more);
  }

  private void statement() {
    switch (lots.nextInt(20)) {
      case 0 -> let("\"{" + text() + "} and {" + text() + "}\"");
      case 1 -> let("loud(" + text() + ")");
      case 2 -> let("both(" + text() + ", " + text() + ")");
      case 3 -> let("[" + text() + ", " + text() + "].first ?? \"none\"");
      case 4 -> let("if " + text() + ".length > 3 { " + text() + " } else { " + text() + " }");
      case 5 -> let("Guest(name: " + text() + ", illness: " + text() + ").illness");
      case 6 -> let("keep_in_mind(" + text() + ")");
      case 7 -> let("accept advice(" + text() + ") else { \"no advice\" }");
      case 8 -> let("accept secretly(" + text() + ") else { \"not said\" }");
      case 9 -> let("accept rhyme(\"plain {" + names + "}\") else { \"no rhyme\" }");
      case 10 -> let("accept rhyme(" + text() + ") else { \"no rhyme\" }");
      case 11 -> line("let " + name() + " = mood(guest.name, " + text() + ") else { none }");
      case 12 -> line("say(" + text() + ")  within 3 s  else { none }");
      case 16, 17 -> told("  else { none }");
      case 18 -> told("");
      case 19 -> told("  private  else { none }");
      case 13 -> line("step private { say(" + text() + ")  within 3 s } else { none }");
      case 14 -> let("accept (advice(" + text() + ")  private) else { \"nothing\" }");
      default ->
          line("if " + text() + ".contains(\"a\") { say(\"There is an a.\") } else { none }");
    }
  }
}
