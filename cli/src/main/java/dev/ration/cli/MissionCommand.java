package dev.ration.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.ration.plan.Code;
import dev.ration.runtime.mission.Mission;
import dev.ration.runtime.mission.Missions;
import dev.ration.runtime.mission.StateException;
import dev.ration.runtime.mission.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration mission}: the operator's word on missions and their budgets (E8). */
@Command(
    name = "mission",
    description = "Begins, shows and recharges missions, whose budgets outlive a restart.",
    subcommands = {
      MissionCommand.ListAll.class,
      MissionCommand.Show.class,
      MissionNewCommand.class,
      MissionCommand.Recharge.class,
      MissionCommand.Correct.class,
      MissionCommand.Close.class
    })
final class MissionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do: list, show, new, recharge, correct or close.");
  }

  /** The folder, for every one of them. */
  static final class State {
    @Option(
        names = "--state",
        required = true,
        paramLabel = "DIR",
        description = "the folder that keeps missions")
    Path folder = Path.of("");
  }

  /** {@code list}: also while a run has the folder. */
  @Command(name = "list", description = "Lists the missions of a folder.")
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private HelpOption unusedHelp = new HelpOption();

    @Mixin private State state = new State();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
    private Format format = Format.text;

    @Override
    public Integer call() throws IOException {
      return print(spec, format, missions(state.folder));
    }
  }

  /** {@code show}. */
  @Command(name = "show", description = "Shows a mission's budgets and what was used of them.")
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private HelpOption unusedHelp = new HelpOption();

    @Mixin private State state = new State();

    @Parameters(arity = "1", paramLabel = "ID", description = "the mission's name")
    private String id = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json")
    private Format format = Format.text;

    @Override
    public Integer call() throws IOException {
      List<Mission> found =
          missions(state.folder).stream().filter(mission -> mission.id().equals(id)).toList();
      if (found.isEmpty()) {
        throw new WrongUse(Code.NO_SUCH_MISSION, "There is no mission `%s`.".formatted(id));
      }
      return print(spec, format, found);
    }
  }

  /** {@code recharge}: the battery is full again, or so much is given back. */
  @Command(
      name = "recharge",
      description = {
        "Takes your word that the battery is full again: the mission's energy and the robot's"
            + " safety reserve are whole.",
        "With a figure, only so much of it is given back to the mission."
      })
  static final class Recharge implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private HelpOption unusedHelp = new HelpOption();

    @Mixin private State state = new State();

    @Parameters(arity = "1", paramLabel = "ID", description = "the mission's name")
    private String id = "";

    @Option(names = "--energy", paramLabel = "E", description = "only this much, as in \"5 kJ\"")
    private Optional<String> energy = Optional.empty();

    @Option(names = "--money", paramLabel = "M", description = "money, as in \"0.5 EUR\"")
    private Optional<String> money = Optional.empty();

    @Override
    public Integer call() {
      return change(
          spec,
          state,
          missions -> {
            if (energy.isEmpty() && money.isEmpty()) {
              return missions.recharge(id);
            }
            Mission known = require(missions, id);
            // Both are read before either is written.
            long joules = energy.map(MissionText::energy).orElse(0L);
            long coins = money.map(typed -> MissionText.money(typed, known)).orElse(0L);
            Mission given = missions.giveEnergy(id, joules);
            return coins == 0 ? given : missions.giveMoney(id, coins);
          });
    }
  }

  /** {@code correct}: what a measurement says of grants that were lost. */
  @Command(
      name = "correct",
      description = "Takes a measurement: what the grants that a crash left open have really used.")
  static final class Correct implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private HelpOption unusedHelp = new HelpOption();

    @Mixin private State state = new State();

    @Parameters(arity = "1", paramLabel = "ID", description = "the mission's name")
    private String id = "";

    @Option(names = "--energy", paramLabel = "E", description = "as in \"1.2 kJ\"")
    private Optional<String> energy = Optional.empty();

    @Option(names = "--money", paramLabel = "M", description = "as in \"0.02 EUR\"")
    private Optional<String> money = Optional.empty();

    @Override
    public Integer call() {
      if (energy.isEmpty() && money.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "Say how much: --energy or --money.");
      }
      return change(
          spec,
          state,
          missions -> {
            Mission last = require(missions, id);
            Optional<Long> joules = energy.map(MissionText::energy);
            Mission known = last;
            Optional<Long> coins = money.map(typed -> MissionText.money(typed, known));
            if (joules.isPresent()) {
              last = missions.correctEnergy(id, joules.get());
            }
            return coins.isPresent() ? missions.correctMoney(id, coins.get()) : last;
          });
    }
  }

  /** {@code close}. */
  @Command(name = "close", description = "Ends a mission for good; its figures stay readable.")
  static final class Close implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private HelpOption unusedHelp = new HelpOption();

    @Mixin private State state = new State();

    @Parameters(arity = "1", paramLabel = "ID", description = "the mission's name")
    private String id = "";

    @Override
    public Integer call() {
      return change(spec, state, missions -> missions.close(id));
    }
  }

  /** A change of one mission. */
  @FunctionalInterface
  interface Change {
    Mission on(Missions missions) throws IOException, StateException;
  }

  private static int change(CommandSpec spec, State state, Change change) {
    Mission changed = States.with(state.folder, false, folder -> change.on(folder.missions()));
    MissionText.lines(changed).forEach(spec.commandLine().getOut()::println);
    return ExitCode.CLEAN;
  }

  private static Mission require(Missions missions, String id) {
    return missions
        .find(id)
        .orElseThrow(
            () -> new WrongUse(Code.NO_SUCH_MISSION, "There is no mission `%s`.".formatted(id)));
  }

  private static List<Mission> missions(Path folder) {
    try {
      return StateFolder.read(folder);
    } catch (StateException refused) {
      throw States.wrong(refused);
    } catch (IOException failed) {
      throw States.unreadable(folder, failed);
    }
  }

  private static int print(CommandSpec spec, Format format, List<Mission> missions)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      out.println(
          JSON.std
              .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
              .asString(missions.stream().map(MissionText::document).toList()));
    } else {
      missions.forEach(mission -> MissionText.lines(mission).forEach(out::println));
    }
    out.flush();
    return ExitCode.CLEAN;
  }
}
