package dev.ration.grammar.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the bodies of modules; those that use none of each other at once. */
final class Bodies {
  /** For fewer modules, threads cost more than they save. */
  private static final int FEWEST_AT_ONCE = 8;

  private final CheckRun run;
  private final List<ModuleScope> scopes;

  /** What was found in each, told in the order of the modules, whenever they were checked. */
  private final Map<ModuleScope, Findings> found = new IdentityHashMap<>();

  /** For modules in order, a used one before its users. */
  Bodies(CheckRun run, List<ModuleScope> scopes) {
    this.run = run;
    this.scopes = scopes;
  }

  void check(List<LoadedModule> sites) {
    long own = scopes.stream().filter(scope -> !scope.module().isLibrary()).count();
    if (own < FEWEST_AT_ONCE || sites.stream().anyMatch(this::hasInferred)) {
      scopes.forEach(run.definitions::bodies);
      return;
    }
    scopes.forEach(scope -> run.facts.expect(scope.module().source()));
    List<List<ModuleScope>> waves = waves(seenByAll(sites));
    waves.getFirst().forEach(scope -> found.put(scope, findingsIn(scope)));
    for (List<ModuleScope> wave : waves.subList(1, waves.size())) {
      List<Findings> findings = AllProcessors.map(wave, this::findingsIn);
      for (int i = 0; i < wave.size(); i++) {
        found.put(wave.get(i), findings.get(i));
      }
    }
    scopes.forEach(scope -> run.findings.addAll(found.getOrDefault(scope, new Findings())));
  }

  /** Whether the types of some names follow from values, which whoever asks first looks at. */
  private boolean hasInferred(LoadedModule site) {
    ModuleScope scope = run.scopes.get(site);
    return scope != null
        && scope.own().values().stream()
            .anyMatch(
                symbol ->
                    symbol instanceof Symbol.ConstantSymbol
                        || symbol instanceof Symbol.FunctionSymbol);
  }

  private Findings findingsIn(ModuleScope scope) {
    CheckRun beside = run.beside();
    beside.definitions.bodies(scope);
    return beside.findings;
  }

  /** The library and the site, which modules see without using them, and what these use. */
  private Set<ModuleScope> seenByAll(List<LoadedModule> sites) {
    Set<LoadedModule> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    chosen.addAll(sites);
    Set<ModuleScope> seen = new HashSet<>();
    for (ModuleScope scope : scopes.reversed()) {
      LoadedModule module = scope.module();
      if (module.isLibrary() || chosen.contains(module)) {
        seen.add(scope);
        chosen.addAll(module.uses().values());
      }
    }
    return seen;
  }

  /** First those given; then always those that use modules of earlier waves only. */
  private List<List<ModuleScope>> waves(Set<ModuleScope> first) {
    List<List<ModuleScope>> waves = new ArrayList<>();
    waves.add(new ArrayList<>());
    Map<LoadedModule, Integer> places = new IdentityHashMap<>();
    for (ModuleScope scope : scopes) {
      int wave = 0;
      if (!first.contains(scope)) {
        for (LoadedModule used : scope.module().uses().values()) {
          wave = Math.max(wave, places.getOrDefault(used, 0));
        }
        wave++;
      }
      places.put(scope.module(), wave);
      while (waves.size() <= wave) {
        waves.add(new ArrayList<>());
      }
      waves.get(wave).add(scope);
    }
    return waves;
  }
}
