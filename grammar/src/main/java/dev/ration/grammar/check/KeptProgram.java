package dev.ration.grammar.check;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.Parsed;
import dev.ration.grammar.syntax.Parser;
import dev.ration.grammar.syntax.Tree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program as a log carries it: the texts of its modules, and what each is to the program. */
public final class KeptProgram {
  private KeptProgram() {}

  /**
   * One module.
   *
   * @param source the name a person knows the text by
   * @param text empty for one of the library, which every installation has
   * @param sha256 of the text
   * @param isSite whether it belongs to the site that was chosen
   */
  public record Kept(
      String name,
      String source,
      Optional<String> text,
      String sha256,
      boolean isLibrary,
      boolean isRoot,
      boolean isSite) {}

  /**
   * A program that was put together again.
   *
   * @param changed the library's modules that are missing here or have another text
   */
  public record Loaded(LoadedProgram program, List<String> changed) {
    public Loaded {
      changed = List.copyOf(changed);
    }
  }

  /** What to keep of a program, a used module before its users. */
  public static List<Kept> of(CheckedProgram program) {
    List<String> sites = program.sites().stream().map(CheckedModule::name).toList();
    return program.modules().stream()
        .map(
            module ->
                new Kept(
                    module.name(),
                    module.source().name(),
                    module.isLibrary() ? Optional.empty() : Optional.of(module.source().text()),
                    sha256(module.source().text()),
                    module.isLibrary(),
                    module.isRoot(),
                    sites.contains(module.name())))
        .toList();
  }

  /** Puts a program together from what was kept; what is missing is a finding of the checker. */
  public static Loaded load(List<Kept> kept, LibrarySource library) {
    Map<String, LoadedModule> byName = new HashMap<>();
    List<LoadedModule> modules = new ArrayList<>();
    List<LoadedModule> sites = new ArrayList<>();
    List<Diagnostic> findings = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (Kept one : kept) {
      Source source =
          one.text()
              .map(text -> new Source(one.source(), text))
              .or(() -> library.find(one.name()))
              .orElse(null);
      if (source == null || one.isLibrary() && !sha256(source.text()).equals(one.sha256())) {
        changed.add(one.name());
      }
      if (source != null) {
        Parsed parsed = Parser.parse(source);
        findings.addAll(parsed.findings());
        Map<Tree.Use, LoadedModule> uses = new IdentityHashMap<>();
        for (Tree.Use use : parsed.module().uses()) {
          LoadedModule used = byName.get(use.module().text());
          if (used != null) {
            uses.put(use, used);
          }
        }
        LoadedModule module =
            new LoadedModule(
                one.name(), source, parsed.module(), one.isLibrary(), one.isRoot(), uses);
        byName.put(one.name(), module);
        modules.add(module);
        if (one.isSite()) {
          // The one that was chosen comes after what it uses, and is the one that counts.
          sites.addFirst(module);
        }
      }
    }
    return new Loaded(new LoadedProgram(modules, sites, findings, library), changed);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
