package dev.ration.embed;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.Checker;
import dev.ration.grammar.check.ModuleLoader;
import dev.ration.grammar.check.ResourceLibrary;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.check.Symbol;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Renderer;
import dev.ration.interpreter.Interpreter;
import dev.ration.interpreter.Program;
import dev.ration.plan.Severity;
import dev.ration.plan.profile.Site;
import dev.ration.runtime.choose.ModelPool;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.RobotConnector;
import dev.ration.runtime.spi.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One policy file at one site, checked and ready to run. Open it once and keep it: the first run
 * pays for what later ones find warm.
 *
 * <p>Thread-safe, but one run at a time.
 */
public final class Ration implements AutoCloseable {
  private final Path file;
  private final CheckedProgram checked;
  private final Site site;
  private final List<Diagnostic> findings;
  private final List<RobotConnector> robots;
  private final Interpreter interpreter;
  private final Program program;
  private final ModelPool models;
  private volatile boolean isClosed;

  private Ration(Builder builder, CheckedProgram checked, Site site, List<Diagnostic> findings) {
    file = builder.file;
    this.checked = checked;
    this.site = site;
    this.findings = findings;
    robots = builder.connectors();
    interpreter = Interpreter.open();
    program = interpreter.prepare(checked, site);
    models =
        new ModelPool(
            ServiceLoader.load(InferenceBackend.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList(),
            builder.secrets);
  }

  /** Begins with a policy file; the modules and the site it uses are found from there. */
  public static Builder policies(Path file) {
    return new Builder(file);
  }

  /** What the checker has to say beside errors: warnings and remarks, in the order of the text. */
  public List<Diagnostic> findings() {
    return findings;
  }

  /** The policies of the file. */
  public List<String> names() {
    return symbols().stream().map(Symbol.ActivitySymbol::name).toList();
  }

  private List<Symbol.ActivitySymbol> symbols() {
    return checked.roots().stream().flatMap(root -> root.policies().stream()).toList();
  }

  /**
   * Begins a run.
   *
   * @throws PolicyRefused if the file has no policy of that name
   * @throws IllegalStateException if it was closed
   */
  public PolicyRun policy(String name) throws PolicyRefused {
    requireOpen();
    for (Symbol.ActivitySymbol policy : symbols()) {
      if (policy.name().equals(name)) {
        return new PolicyRun(this, policy);
      }
    }
    throw new PolicyRefused(
        "`%s` has no policy `%s`; it has %s."
            .formatted(
                file,
                name,
                names().stream().map("`%s`"::formatted).collect(Collectors.joining(", "))),
        List.of());
  }

  void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("this `Ration` was closed");
    }
  }

  CheckedProgram checked() {
    return checked;
  }

  Site site() {
    return site;
  }

  List<RobotConnector> robots() {
    return robots;
  }

  Interpreter interpreter() {
    return interpreter;
  }

  Program program() {
    return program;
  }

  ModelPool models() {
    return models;
  }

  /** Ends the engine and the models, and what still runs on them. */
  @Override
  public void close() {
    isClosed = true;
    models.close();
    interpreter.close();
  }

  /** Collects the parts. Used by one thread. */
  public static final class Builder {
    private final Path file;
    private final List<RobotConnector> robots = new ArrayList<>();
    private Secrets secrets = name -> Optional.ofNullable(System.getenv(name));
    private @Nullable String site;

    private Builder(Path file) {
      this.file = file;
    }

    /** Which site: its file or its name; without, the one of {@code ration.toml}. */
    public Builder site(String nameOrFile) {
      site = nameOrFile;
      return this;
    }

    /** A robot that sites may name as their driver. */
    public Builder robot(RobotConnector robot) {
      robots.add(robot);
      return this;
    }

    /** Where keys of models come from; the environment, where this is not called. */
    public Builder secrets(Secrets where) {
      secrets = where;
      return this;
    }

    private List<RobotConnector> connectors() {
      List<RobotConnector> all = new ArrayList<>(robots);
      ServiceLoader.load(RobotConnector.class).forEach(all::add);
      return all;
    }

    /**
     * Reads and checks it.
     *
     * @throws IOException if the file cannot be read
     * @throws PolicyRefused if it has errors, or there is no such site
     */
    public Ration open() throws IOException, PolicyRefused {
      ModuleLoader loader = new ModuleLoader(ResourceLibrary.onClassPath());
      if (site != null) {
        loader.site(site);
      }
      CheckedProgram checked = Checker.check(loader.load(List.of(file)));
      refuse(checked.findings());
      SiteResolver.Resolved resolved = SiteResolver.resolve(checked, null);
      Optional<Site> found = resolved.site();
      if (found.isEmpty()) {
        throw new PolicyRefused(
            "There is no site `%s`; known are %s."
                .formatted(site == null ? "" : site, String.join(", ", resolved.names())),
            List.of());
      }
      refuse(resolved.findings());
      List<Diagnostic> findings = new ArrayList<>(checked.findings());
      findings.addAll(resolved.findings());
      return new Ration(this, checked, found.get(), List.copyOf(findings));
    }

    private static void refuse(List<Diagnostic> findings) throws PolicyRefused {
      List<Diagnostic> errors =
          findings.stream().filter(one -> one.severity() == Severity.ERROR).toList();
      if (!errors.isEmpty()) {
        throw new PolicyRefused(new Renderer(false).render(errors).stripTrailing(), errors);
      }
    }
  }
}
