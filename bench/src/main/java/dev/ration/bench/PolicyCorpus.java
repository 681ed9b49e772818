package dev.ration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes a repository of policies that use each other, the same one for the same seed: modules in
 * five layers from devices up to rounds, each using some of the layer below. They are valid, and no
 * rule that is on by default finds anything in them.
 *
 * <p>{@code java PolicyCorpus.java FOLDER [FILES]} needs nothing but a JDK.
 */
public final class PolicyCorpus {
  private static final int LAYERS = 5;
  private static final int LEAST_LINES = 55;
  private static final int MOST_LINES = 395;
  private static final List<String> LAYER = List.of("device", "skill", "task", "errand", "round");
  private static final List<String> THING =
      List.of("tray", "cart", "door", "lift", "shelf", "belt", "gate", "lamp", "hatch", "drawer");
  private static final List<String> PLACE =
      List.of("ward", "lobby", "kitchen", "depot", "laboratory", "library", "workshop", "office");
  private static final List<String> VERB =
      List.of("raise", "lower", "open", "close", "turn", "lock", "tilt", "clear", "align", "park");
  private static final List<String> KIND =
      List.of("fragile", "heavy", "urgent", "empty", "sealed", "unknown_kind");

  private final Random random;
  private final int files;
  private final List<List<Integer>> layers = new ArrayList<>();

  private PolicyCorpus(int files, long seed) {
    this.files = files;
    this.random = new Random(seed);
    for (int layer = 0; layer < LAYERS; layer++) {
      layers.add(new ArrayList<>());
    }
  }

  /** Takes a folder that is not there yet, and how many files, 1,000 where it is not said. */
  public static void main(String[] arguments) throws IOException {
    int files = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    long lines = write(Path.of(arguments[0]), files, 25);
    System.out.printf("%,d policies with %,d lines%n", files, lines);
  }

  /**
   * Writes the files.
   *
   * @return how many lines they have, the site's not counted
   */
  public static long write(Path folder, int files, long seed) throws IOException {
    var corpus = new PolicyCorpus(files, seed);
    Files.createDirectories(folder.resolve("sites"));
    Files.writeString(folder.resolve("ration.toml"), "site = \"lobby\"\n");
    Files.writeString(folder.resolve("sites/lobby.ration"), site());
    long lines = 0;
    for (int id = 0; id < files; id++) {
      int layer = Math.min(LAYERS - 1, id * LAYERS / Math.max(1, corpus.files));
      String text = corpus.module(id, layer);
      Path file = folder.resolve(LAYER.get(layer)).resolve(name(id) + ".ration");
      Files.createDirectories(folder.resolve(LAYER.get(layer)));
      Files.writeString(file, text);
      corpus.layers.get(layer).add(id);
      lines += text.lines().count();
    }
    return lines;
  }

  private static String site() {
    return """
        /// The house of this corpus, simulated.
        module sites.lobby

        /// Where the robots work.
        site lobby {
            robot: sim_humanoid
            energy: 20 kJ  from derived "an hour at the door without a visit to the dock"
            serve local.small { model: e5_small }
            serve local.tiny { model: minilm }
        }
        """;
  }

  private static String name(int id) {
    return PLACE.get(id % PLACE.size()) + "_" + id;
  }

  private static String type(int id, int part) {
    return "Load" + id + "x" + part;
  }

  private String module(int id, int layer) {
    List<Integer> used = used(layer);
    var body = new StringBuilder();
    body.append(device(id, 0));
    body.append(export(id, layer, used));
    double share = random.nextDouble();
    long wanted = Math.round(LEAST_LINES * Math.pow((double) MOST_LINES / LEAST_LINES, share));
    boolean isTop = layer == LAYERS - 1;
    body.append(isTop ? policy(id, layer, 1) : function(id, layer, 1));
    for (int part = 2; lines(body) < wanted - 8; part++) {
      String block = isTop ? topBlock(id, layer, part) : block(id, layer, part);
      if (lines(body) + block.lines().count() > MOST_LINES - 8) {
        break;
      }
      body.append(block);
    }
    return head(id, layer, used, body.toString()) + body.toString().stripTrailing() + "\n";
  }

  private static long lines(CharSequence text) {
    return text.toString().lines().count();
  }

  private static String head(int id, int layer, List<Integer> used, String body) {
    List<String> names = new ArrayList<>(List.of("std.speech"));
    if (body.contains("look_at(")) {
      names.add("std.gaze");
    }
    if (body.contains("tiers local")) {
      names.add("std.tiers");
    }
    used.forEach(one -> names.add(LAYER.get(layer - 1) + "." + name(one)));
    return """
        /// The %1$s of the %2$s: what %3$ss do with it.
        module %3$s.%2$s

        use %4$s

        """
        .formatted(
            THING.get(id % THING.size()), name(id), LAYER.get(layer), String.join(", ", names));
  }

  private List<Integer> used(int layer) {
    if (layer == 0) {
      return List.of();
    }
    List<Integer> below = layers.get(layer - 1);
    return random
        .ints(1 + random.nextInt(4), 0, below.size())
        .distinct()
        .sorted()
        .mapToObj(below::get)
        .toList();
  }

  private String block(int id, int layer, int part) {
    return switch (random.nextInt(6)) {
      case 0 -> device(id, part) + deviceUse(id, part);
      case 1 -> choice(id, part);
      case 2 -> record(id, part);
      case 3 -> talk(id, part);
      case 4 -> careful(id, part);
      default -> function(id, layer, part);
    };
  }

  /** In a module with policies, everything is for these policies or their tests. */
  private String topBlock(int id, int layer, int part) {
    return random.nextInt(3) == 0 ? function(id, layer, part) : policy(id, layer, part);
  }

  private String device(int id, int part) {
    String thing = THING.get(id % THING.size());
    String verb = VERB.get((id + part) % VERB.size());
    int least = 100 + random.nextInt(400);
    int draw = 2 + random.nextInt(8);
    return """
        /// Will %s the %s as far as it goes.
        host action %s_%d_%d(far: Number)
            takes %d ms .. %d ms .. %d ms max %d ms   draws %d W .. %d W .. %d W
            holds arm.right   fails blocked

        """
        .formatted(
            verb, thing, verb, id, part, least, 2 * least, 3 * least, 4 * least, draw, 2 * draw,
            3 * draw);
  }

  private String deviceUse(int id, int part) {
    String thing = THING.get(id % THING.size());
    String verb = VERB.get((id + part) % VERB.size());
    return """
        /// Does it by halves, and again where something is in the way.
        action %1$s_fully_%3$d_%4$d(careful: Bool)
            within 9 s   energy 300 J   holds arm.right
        {
            let half = if careful { 0.25 } else { 0.5 }
            step within 6 s energy 200 J retry 2 after blocked {
                %1$s_%3$d_%4$d(half)
            }
            %1$s_%3$d_%4$d(1 - half) else none
        }
        on timeout {
            fail
        }

        """
        .formatted(verb, thing, id, part);
  }

  private String choice(int id, int part) {
    String type = type(id, part);
    var text = new StringBuilder();
    text.append("/// What lies on it.\nenum %s {%n".formatted(type));
    for (int i = 0; i < 4; i++) {
      text.append("    /// Something that people call %s here.%n".formatted(KIND.get(i)));
      text.append("    %s_%d%n".formatted(KIND.get(i), part));
    }
    text.append(
        """
        }

        /// Tells what it is from what somebody says about it.
        think tell_%1$d_%2$d(words: Text) -> Guess<%3$s>
            within 400 ms   energy 4 J   tiers local.small, local.tiny   private
        {
            "{words}"
        """
            .formatted(id, part, type));
    for (int i = 0; i < 8; i++) {
      text.append(
          "    example \"this one is %s, number %d\" -> %s_%d%n"
              .formatted(KIND.get(i % 4), 10 * i + part, KIND.get(i % 4), part));
    }
    text.append(
        """
        }

        /// Asks what it is and says what will happen to it.
        action ask_%1$d_%2$d(words: Text) -> Bool
            within 40 s   energy 300 J   holds voice
        {
            when confirm tell_%1$d_%2$d(words) at 0.8 {
                fragile_%2$d -> {
                    say("I will be careful with number %2$d.")  within 12 s
                    true
                }
                heavy_%2$d   -> {
                    say("That is heavy, please help me.")  within 12 s
                    true
                }
                urgent_%2$d or empty_%2$d -> true
                unsure -> false
            }
        }

        """
            .formatted(id, part));
    return text.toString();
  }

  private String record(int id, int part) {
    return """
        /// One order of the day.
        record Order%1$dx%2$d {
            number: Int
            mass: Mass in 0 g .. 9 kg = %3$d g
            words: Text = "nothing in particular"
            waits: Time = %4$d s
        }

        /// The heavier one of two orders.
        fun heavier_%1$d_%2$d(one: Order%1$dx%2$d, other: Order%1$dx%2$d) -> Order%1$dx%2$d {
            if one.mass > other.mass { one } else { other }
        }

        /// What all of them weigh together.
        fun mass_%1$d_%2$d(orders: List<Order%1$dx%2$d>) -> Mass {
            var sum = 0 kg
            for order in orders {
                if order.waits > 0 s {
                    sum = sum + order.mass
                }
            }
            sum
        }

        """
        .formatted(id, part, 100 + random.nextInt(900), 5 + random.nextInt(50));
  }

  private String talk(int id, int part) {
    return """
        /// Greets somebody and looks at them all the while.
        action greet_%1$d_%2$d(guest: Person)
            within 20 s   energy 300 J   holds voice, head
        {
            all within 15 s {
                look: look_at(guest.face)  within 3 s
                respond within 300 ms {
                    say("Good morning, {guest.name}, this is station %2$d.")
                } else {
                    play(sound.chime)
                }
            }
            nod()  within 2 s
        }
        on timeout, overrun {
            say("One moment, please.")  within 3 s
            fail
        }

        """
        .formatted(id, part);
  }

  private String careful(int id, int part) {
    String thing = THING.get(id % THING.size());
    String verb = VERB.get(id % VERB.size());
    return """
        /// Moves it in small steps and stops as soon as the battery is low.
        action creep_%1$d_%2$d(steps: List<Number>)
            within 30 s   energy 900 J   holds arm.right, voice
        {
            require battery.charge > %5$d %% else say("My battery is low.")
            step within 20 s energy 700 J {
                for part in steps {
                    %4$s_%1$d_0(part)  within 4 s  else none
                }
            } on timeout {
                say("It takes too long today.")  within 5 s
            }
        }
        cleanup within 2 s {
            stop_talking()
        }

        """
        .formatted(id, part, thing, verb, 10 + random.nextInt(20));
  }

  private String function(int id, int layer, int part) {
    return """
        /// How long to wait between two attempts, longer with each one.
        fun pause_%1$d_%2$d(attempt: Int) -> Time {
            let longest = %3$d s
            var pause = %4$d ms
            for i in [1, 2, 3, 4] {
                if i < attempt and pause < longest {
                    pause = pause * 1.5
                }
            }
            if pause > longest { longest } else { pause }
        }

        test "pause %2$d of layer %5$d grows" {
            expect pause_%1$d_%2$d(3) > pause_%1$d_%2$d(1)
            expect pause_%1$d_%2$d(9) < 1 min
        }

        """
        .formatted(id, part, 5 + random.nextInt(20), 100 + random.nextInt(400), layer);
  }

  /** The action that the layer above uses. */
  private String export(int id, int layer, List<Integer> used) {
    String thing = THING.get(id % THING.size());
    String verb = VERB.get(id % VERB.size());
    int seconds = seconds(layer);
    var text = new StringBuilder();
    text.append(
        """
        /// What others ask this module to do.
        action serve_%1$d(words: Text)
            within %2$d s   energy %3$d J
        {
        """
            .formatted(id, seconds, joules(layer)));
    text.append("    %s_%d_0(0.5)  within 3 s  else none%n".formatted(verb, id));
    for (int one : used) {
      text.append("    serve_%d(words)  within %d s%n".formatted(one, seconds(layer - 1)));
    }
    text.append(
        """
            say("{words}: the %s is done.")
        }
        on timeout {
            say("Station %d takes longer.")  within 3 s
            fail
        }

        """
            .formatted(thing, id));
    return text.toString();
  }

  private static int seconds(int layer) {
    int seconds = 20;
    for (int i = 0; i < layer; i++) {
      seconds = 5 * seconds + 20;
    }
    return seconds;
  }

  private static int joules(int layer) {
    int joules = 200;
    for (int i = 0; i < layer; i++) {
      joules = Math.min(5 * joules, 19_000 - 1_000 * (LAYERS - i));
    }
    return joules;
  }

  private String policy(int id, int layer, int part) {
    return """
        /// One turn of the %4$s, from the first word to the last.
        policy turn_%1$d_%5$d(guest: Person = Person(name: "visitor"))
            within %2$d s   energy %3$d J   holds voice   priority task
        {
            say("Good morning, {guest.name}.")  within 12 s
            serve_%1$d("turn %5$d")
        }
        on timeout, overrun {
            say("I have to stop here.")  within 3 s
            fail
        }
        cleanup within 3 s {
            stop_talking()
        }

        test "turn %5$d talks to its guest" {
            turn_%1$d_%5$d(Person(name: "Sam"))
            expect said("Good morning, Sam") within 20 s
        }

        """
        .formatted(id, seconds(layer) + 30, joules(layer) + 300, name(id), part);
  }
}
