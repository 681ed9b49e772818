package dev.ration.cli;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Formatter;
import dev.ration.grammar.syntax.SourceReader;
import dev.ration.plan.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ration fmt}: files in the form of the house. */
@Command(
    name = "fmt",
    description = {
      "Lays out policies, sites and profiles in the form of the house. There are no options of"
          + " style.",
      "A file with mistakes is left as it is."
    })
final class FmtCommand implements Callable<Integer> {
  private static final Path STDIN = Path.of("-");

  private final InputStream in;
  private final List<Diagnostic> findings = new ArrayList<>();
  private int changed;

  @Spec private CommandSpec spec;

  @Mixin private HelpOption unusedHelp = new HelpOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "files, folders, or - for standard input, which is printed to standard output")
  private List<Path> paths = List.of();

  @Option(
      names = "--check",
      description =
          "write nothing; name the files that would change, and exit with 1 if there are any")
  private boolean isCheck;

  @Mixin private Colour colour = new Colour();

  FmtCommand() {
    this(System.in);
  }

  /** Reads {@code -} from {@code in}. */
  FmtCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    if (paths.equals(List.of(STDIN))) {
      standardInput();
    } else {
      for (Path file : PolicyFiles.under(paths)) {
        file(file);
      }
    }
    if (!findings.isEmpty()) {
      var err = spec.commandLine().getErr();
      err.print(new Renderer(colour.isWanted(Colour.Stream.ERR)).render(findings));
      err.flush();
    }
    int found = Findings.exitCode(findings);
    return found == ExitCode.CLEAN && isCheck && changed > 0 ? ExitCode.FOUND : found;
  }

  private void standardInput() throws IOException {
    SourceReader.Read read = SourceReader.read("<stdin>", in);
    findings.addAll(read.findings());
    String text = read.isText() ? laidOut(read.source()) : "";
    if (!isCheck) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
  }

  private void file(Path file) {
    SourceReader.Read read = SourceReader.read(file);
    findings.addAll(read.findings());
    if (!read.isText()) {
      return;
    }
    int before = changed;
    String text = laidOut(read.source());
    if (changed > before) {
      if (!isCheck) {
        write(file, read.source().text(), text);
      }
      spec.commandLine().getOut().println(file);
    }
  }

  private static void write(Path file, String before, String text) {
    if (!new Rewrite(file, before).write(text)) {
      throw new WrongUse(
          Code.UNREADABLE_FILE,
          "`%s` was changed meanwhile, so it was left as it is.".formatted(file));
    }
  }

  private String laidOut(Source source) {
    Formatter.Formatted formatted = Formatter.format(source);
    findings.addAll(formatted.findings());
    changed += formatted.text().equals(source.text()) ? 0 : 1;
    return formatted.text();
  }
}
