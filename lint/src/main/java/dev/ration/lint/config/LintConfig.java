package dev.ration.lint.config;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.NearWords;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.diag.Span;
import dev.ration.lint.report.PageLinks;
import dev.ration.lint.rule.Category;
import dev.ration.lint.rule.Level;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Traits;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Code;
import dev.ration.plan.Severity;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * One {@code ration-lint.toml}: levels by rule, category and path, options, and what else a check
 * does without flags. Immutable once read.
 */
public final class LintConfig {
  /** The name of the file. */
  public static final String FILE = "ration-lint.toml";

  /** Levels that hold for some paths; those of a rule go before those of a category. */
  private static final class Levels {
    final List<PathMatcher> paths = new ArrayList<>();
    final Map<Code, Level> rules = new HashMap<>();
    final Map<Category, Level> categories = new EnumMap<>(Category.class);
  }

  private final List<Levels> levels = new ArrayList<>(List.of(new Levels()));
  private final Map<Code, Long> options = new HashMap<>();
  private final List<Diagnostic> findings = new ArrayList<>();
  private Optional<Level> failLevel = Optional.empty();
  private Optional<String> baseline = Optional.empty();
  private PageLinks pages = PageLinks.NONE;

  private LintConfig() {}

  /** Reads settings; what is wrong with them is among {@link #findings}. */
  public static LintConfig read(Source source) {
    LintConfig config = new LintConfig();
    try {
      for (Toml.Entry entry : Toml.read(source)) {
        config.set(entry);
      }
    } catch (Toml.Fault fault) {
      config.findings.add(Diagnostic.of(Code.BAD_LINT_CONFIG, fault.at(), fault.message()));
    }
    return config;
  }

  /** What is wrong with the file. */
  public List<Diagnostic> findings() {
    return List.copyOf(findings);
  }

  /** From which level on findings fail a check, if the file says so. */
  public Optional<Level> failLevel() {
    return failLevel;
  }

  /** The baseline's file, from the folder of the settings. */
  public Optional<String> baseline() {
    return baseline;
  }

  /** Where the pages of codes can be read. */
  public PageLinks pages() {
    return pages;
  }

  /**
   * The level of a code for a file, if the settings say anything about it.
   *
   * @param path the file, from the folder of the settings
   */
  Optional<Level> level(Code code, Path path) {
    for (Levels one : levels.reversed()) {
      if (one.paths.isEmpty() || one.paths.stream().anyMatch(match -> match.matches(path))) {
        Level rule = one.rules.get(code);
        Level category =
            AllRules.of(code).map(it -> one.categories.get(it.traits().category())).orElse(null);
        if (rule != null || category != null) {
          return Optional.ofNullable(rule != null ? rule : category);
        }
      }
    }
    return Optional.empty();
  }

  long option(Code rule, RuleOption option) {
    return options.getOrDefault(rule, option.preset());
  }

  private void set(Toml.Entry entry) {
    String table = entry.path().size() > 1 ? entry.path().getFirst() : "";
    if (entry.table() > 0 && !entry.array().equals("paths")) {
      unknown(entry.key(), entry.array(), List.of("paths"));
      return;
    }
    while (levels.size() <= entry.table()) {
      levels.add(new Levels());
    }
    Levels target = levels.get(entry.table());
    switch (table) {
      case "rules" -> rule(entry, target);
      case "categories" -> category(entry, target);
      case "options" -> option(entry);
      case "" -> plain(entry, target);
      default -> unknown(entry.key(), table, List.of("rules", "categories", "options"));
    }
  }

  private void plain(Toml.Entry entry, Levels target) {
    String name = entry.path().getFirst();
    if (entry.table() > 0) {
      if (name.equals("match")) {
        match(entry, target);
      } else {
        unknown(entry.key(), name, List.of("match"));
      }
      return;
    }
    switch (name) {
      case "fail-level" -> failLevel = level(entry).filter(level -> level != Level.OFF);
      case "baseline" -> baseline = text(entry);
      case "pages" -> pages = pages(entry);
      default -> unknown(entry.key(), name, List.of("fail-level", "baseline", "pages"));
    }
  }

  private PageLinks pages(Toml.Entry entry) {
    Optional<String> pattern = text(entry);
    if (pattern.isPresent() && !PageLinks.isPattern(pattern.get())) {
      wrong(entry.value().at(), "this is no address as in `https://docs.example/{code}.md`");
      return PageLinks.NONE;
    }
    return new PageLinks(pattern);
  }

  private void match(Toml.Entry entry, Levels target) {
    if (!(entry.value() instanceof Toml.Value.Texts texts) || texts.items().isEmpty()) {
      wrong(entry.value().at(), "a list of patterns is wanted, as in [\"tests/**\"]");
      return;
    }
    for (Toml.Value.Text pattern : texts.items()) {
      try {
        target.paths.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern.text()));
      } catch (PatternSyntaxException broken) {
        wrong(pattern.at(), "this is no pattern of paths");
      }
    }
  }

  private void rule(Toml.Entry entry, Levels target) {
    code(entry, entry.path().get(1))
        .ifPresent(code -> level(entry).ifPresent(level -> target.rules.put(code, level)));
  }

  private Optional<Code> code(Toml.Entry entry, String id) {
    Optional<Code> code = Code.ofId(id);
    boolean canBeSet =
        code.filter(one -> AllRules.of(one).isPresent() || one.severity() != Severity.ERROR)
            .isPresent();
    if (code.isEmpty()) {
      unknown(entry.key(), id, Arrays.stream(Code.values()).map(Code::id).toList());
    } else if (!canBeSet) {
      wrong(entry.key(), "`" + id + "` is an error of the language and stays one");
      return Optional.empty();
    }
    return code;
  }

  private void category(Toml.Entry entry, Levels target) {
    String word = entry.path().get(1);
    Optional<Category> category = Category.ofWord(word);
    if (category.isEmpty()) {
      unknown(entry.key(), word, Arrays.stream(Category.values()).map(Category::word).toList());
    }
    category.ifPresent(one -> level(entry).ifPresent(level -> target.categories.put(one, level)));
  }

  private void option(Toml.Entry entry) {
    List<String> path = entry.path();
    if (entry.table() > 0) {
      wrong(entry.key(), "options hold for all paths");
      return;
    }
    if (path.size() != 3) {
      wrong(entry.key(), "an option is written as in `RTN0493.most-lines = 80`");
      return;
    }
    Optional<Traits> traits =
        code(entry, path.get(1)).flatMap(AllRules::of).map(rule -> rule.traits());
    List<RuleOption> known = traits.map(Traits::options).orElse(List.of());
    Optional<RuleOption> option =
        known.stream().filter(one -> one.name().equals(path.get(2))).findFirst();
    if (traits.isPresent() && option.isEmpty()) {
      unknown(entry.key(), path.get(2), known.stream().map(RuleOption::name).toList());
    } else if (traits.isPresent() && option.isPresent()) {
      number(entry, option.get()).ifPresent(value -> options.put(traits.get().code(), value));
    }
  }

  private Optional<Long> number(Toml.Entry entry, RuleOption option) {
    if (entry.value() instanceof Toml.Value.Int(long number, Span _)
        && number >= option.least()
        && number <= option.most()) {
      return Optional.of(number);
    }
    wrong(
        entry.value().at(),
        "a whole number from %d to %d is wanted".formatted(option.least(), option.most()));
    return Optional.empty();
  }

  private Optional<Level> level(Toml.Entry entry) {
    Optional<Level> level =
        entry.value() instanceof Toml.Value.Text(String word, Span _)
            ? Level.ofWord(word)
            : Optional.empty();
    if (level.isEmpty()) {
      wrong(entry.value().at(), "a level is one of \"error\", \"warning\", \"info\" and \"off\"");
    }
    return level;
  }

  private Optional<String> text(Toml.Entry entry) {
    if (entry.value() instanceof Toml.Value.Text(String text, Span _) && !text.isBlank()) {
      return Optional.of(text);
    }
    wrong(entry.value().at(), "a text is wanted");
    return Optional.empty();
  }

  private void wrong(Span at, String message) {
    findings.add(Diagnostic.of(Code.BAD_LINT_CONFIG, at, message));
  }

  private void unknown(Span at, String word, List<String> known) {
    List<String> near = NearWords.near(word, known);
    findings.add(
        Diagnostic.of(Code.UNKNOWN_LINT_SETTING, at, "`" + word + "` is no setting")
            .hint(
                near.isEmpty()
                    ? "see docs/lint.md for those that there are"
                    : "did you mean `" + near.getFirst() + "`?"));
  }
}
