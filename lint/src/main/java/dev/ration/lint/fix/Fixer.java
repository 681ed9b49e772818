package dev.ration.lint.fix;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Fix;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.rule.FixKind;
import dev.ration.lint.rules.AllRules;
import dev.ration.plan.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Applies the fixes of findings again and again until nothing changes. A text that would then have
 * more errors than before is left as it was.
 */
public final class Fixer {
  /** A fix may bring another finding to light; more rounds than this would be a circle. */
  private static final int MOST_ROUNDS = 10;

  /**
   * What came of it.
   *
   * @param texts the changed texts, by the name of their source
   * @param count how many fixes are in them
   * @param refused the names of texts that a fix would have broken
   */
  public record Fixed(Map<String, String> texts, int count, Set<String> refused) {
    public Fixed {
      texts = Map.copyOf(texts);
      refused = Set.copyOf(refused);
    }
  }

  private final boolean withUnsafe;
  private final Function<Map<String, String>, List<Diagnostic>> check;

  /**
   * Prepares to fix.
   *
   * @param withUnsafe whether to apply those as well that may change what a policy does
   * @param check finds what there is to find, with some texts changed
   */
  public Fixer(boolean withUnsafe, Function<Map<String, String>, List<Diagnostic>> check) {
    this.withUnsafe = withUnsafe;
    this.check = check;
  }

  /** Fixes what can be fixed in the texts of some names. */
  public Fixed fix(Set<String> names) {
    Map<String, String> texts = new LinkedHashMap<>();
    Set<String> refused = new LinkedHashSet<>();
    int count = 0;
    List<Diagnostic> findings = check.apply(texts);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Map<String, String> changed = new LinkedHashMap<>(texts);
      int more = 0;
      for (Source source : sources(findings, names, refused)) {
        Edits.Edited edited = Edits.apply(source, fixes(source, findings));
        if (edited.count() > 0 && !edited.text().equals(source.text())) {
          changed.put(source.name(), edited.text());
          more += edited.count();
        }
      }
      if (more == 0) {
        break;
      }
      List<Diagnostic> after = check.apply(changed);
      Set<String> broken = broken(findings, after);
      if (!broken.isEmpty()) {
        // Without those files the others are tried again.
        refused.addAll(changed.keySet().stream().filter(broken::contains).toList());
        if (changed.keySet().stream().noneMatch(broken::contains)) {
          refused.addAll(changed.keySet());
        }
        continue;
      }
      texts.putAll(changed);
      count += more;
      findings = after;
    }
    return new Fixed(texts, count, refused);
  }

  private static List<Source> sources(
      List<Diagnostic> findings, Set<String> names, Set<String> refused) {
    Set<String> seen = new HashSet<>();
    List<Source> all = new ArrayList<>();
    for (Diagnostic finding : findings) {
      String name = finding.at().source().name();
      if (names.contains(name) && !refused.contains(name) && seen.add(name)) {
        all.add(finding.at().source());
      }
    }
    return all;
  }

  private List<Fix> fixes(Source source, List<Diagnostic> findings) {
    return findings.stream()
        .filter(one -> one.at().source() == source && isWanted(one) && !one.fixes().isEmpty())
        .map(one -> one.fixes().getFirst())
        .toList();
  }

  /** The checker's fixes are guesses at what was meant. */
  private boolean isWanted(Diagnostic finding) {
    FixKind kind =
        AllRules.of(finding.code()).map(rule -> rule.traits().fix()).orElse(FixKind.UNSAFE);
    return kind == FixKind.SAFE || withUnsafe && kind == FixKind.UNSAFE;
  }

  /** The texts that have more errors than before. */
  private static Set<String> broken(List<Diagnostic> before, List<Diagnostic> after) {
    Set<String> broken = new LinkedHashSet<>();
    for (Diagnostic finding : after) {
      String name = finding.at().source().name();
      if (errors(after, name) > errors(before, name)) {
        broken.add(name);
      }
    }
    return broken;
  }

  private static long errors(List<Diagnostic> findings, String name) {
    return findings.stream()
        .filter(one -> one.code().severity() == Severity.ERROR)
        .filter(one -> one.at().source().name().equals(name))
        .count();
  }
}
