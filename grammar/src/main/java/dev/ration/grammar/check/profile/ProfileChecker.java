package dev.ration.grammar.check.profile;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Span;
import dev.ration.grammar.syntax.Declaration;
import dev.ration.grammar.syntax.Tree;
import dev.ration.plan.Code;
import dev.ration.plan.Grade;
import dev.ration.plan.profile.Site;
import dev.ration.plan.profile.TierProfile;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with the profiles of a module. */
public final class ProfileChecker {
  private static final List<String> GRADES =
      List.of(Grade.MEASURED, Grade.DATASHEET, Grade.SECONDARY, Grade.DERIVED, Grade.RECALLED)
          .stream()
          .map(Grade::word)
          .toList();

  /** Modules of the library that say which robot, models or links there are. */
  private static final Set<String> ROBOT_MODULES =
      Set.of("std.boards", "std.links", "std.models", "std.robots", "std.sites");

  private final ProfileContext context;
  private final Reader reader;
  private final References references;
  private final Set<Declaration.Profile> circles =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private ProfileChecker(ProfileContext context) {
    this.context = context;
    this.reader = new Reader(context);
    this.references = new References(context);
  }

  /** Reports everything that is wrong with the profiles of {@code module}; never throws. */
  public static void check(Tree.Module module, ProfileContext context) {
    var checker = new ProfileChecker(context);
    boolean hasPolicy = module.declarations().stream().anyMatch(ProfileChecker::isPolicy);
    if (hasPolicy) {
      module.uses().forEach(checker::refuseRobotModule);
    }
    for (Declaration declaration : module.declarations()) {
      if (declaration instanceof Declaration.Profile profile) {
        checker.profile(profile, hasPolicy);
      }
    }
  }

  private static boolean isPolicy(Declaration declaration) {
    return declaration instanceof Declaration.Activity activity
        && activity.kind() == Declaration.Activity.Kind.POLICY;
  }

  private void refuseRobotModule(Tree.Use use) {
    if (ROBOT_MODULES.contains(use.module().text())) {
      context.report(
          Diagnostic.of(
                  Code.PROFILE_IN_POLICY,
                  use.span(),
                  "A file with a policy uses `" + use.module() + "`, which binds it to one robot.")
              .hint("name tiers and resources only; the site says what serves them"));
    }
  }

  private void profile(Declaration.Profile profile, boolean besidePolicy) {
    if (besidePolicy && profile.kind() != Declaration.Profile.Kind.TIER) {
      context.report(
          Diagnostic.of(
                  Code.PROFILE_IN_POLICY,
                  profile.name().span(),
                  "The "
                      + Kind.word(profile.kind())
                      + " `"
                      + profile.name()
                      + "` stands in the file of a policy, which binds it to one robot.")
              .hint("move it into a file of its own, as `sites/" + profile.name() + ".ration`"));
    }
    if (profile.like() != null && !like(profile, profile.like())) {
      entries(profile.entries(), Schema.of(profile.kind()), profile, what(profile));
      return;
    }
    entries(profile.entries(), Schema.of(profile.kind()), profile, what(profile));
    Amended whole = Amended.of(profile, context);
    missing(whole, Schema.of(profile.kind()), what(profile));
    if (profile.kind() == Declaration.Profile.Kind.SITE) {
      whole.groups("serve").forEach((tier, serve) -> boundary(tier, serve));
    }
  }

  private static String what(Declaration.Profile profile) {
    return "the " + Kind.word(profile.kind()) + " `" + profile.name() + "`";
  }

  private static String sentence(String what) {
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }

  private boolean like(Declaration.Profile profile, Tree.Path like) {
    Optional<Declaration.Profile> base =
        references.find(profile.kind(), like.text(), like.span(), profile);
    if (base.isEmpty()) {
      return false;
    }
    var chain = Amended.chain(base.get(), context);
    if (chain.contains(profile)) {
      if (chain.stream().noneMatch(circles::contains)) {
        context.report(
            Diagnostic.of(
                    Code.CYCLIC_LIKE,
                    like.span(),
                    base.get().equals(profile)
                        ? "`" + profile.name() + "` is like itself."
                        : "`"
                            + profile.name()
                            + "` is like `"
                            + like
                            + "`, which is like `"
                            + profile.name()
                            + "` again.")
                .hint("leave one `like` away, and give the figures there"));
      }
      circles.add(profile);
      return false;
    }
    return true;
  }

  private void entries(
      List<Declaration.Entry> entries, Shape shape, Declaration.Profile owner, String what) {
    Map<String, Span> seen = new HashMap<>();
    for (Declaration.Entry entry : entries) {
      switch (entry) {
        case Declaration.Entry.Field field -> {
          once(seen, field.name().text(), field.name().span(), "`" + field.name() + "`");
          field(field, shape, owner, what);
        }
        case Declaration.Entry.Group group -> {
          String key = group.key() == null ? "" : " " + group.key();
          String words = group.name() + key;
          Span at = group.key() == null ? group.name().span() : group.key().span();
          once(seen, words + " {", at, "`" + words + "`");
          group(group, shape, owner, what);
        }
      }
    }
  }

  private void once(Map<String, Span> seen, String key, Span at, String shown) {
    Span before = seen.putIfAbsent(key, at);
    if (before != null) {
      context.report(
          Diagnostic.of(Code.DUPLICATE_FIELD, at, shown + " is given twice.")
              .label(before, "given here before"));
    }
  }

  private void field(
      Declaration.Entry.Field field, Shape shape, Declaration.Profile owner, String what) {
    grade(field);
    String name = field.name().text();
    Kind kind = shape.fields().get(name);
    if (kind == null) {
      if (shape.groups().containsKey(name)) {
        otherForm(field.name(), "`" + name + "` is a group of " + what + ".", " { … }");
      } else {
        unknown(field.name(), shape, "`" + name + "` is no figure of " + what + ".");
      }
      return;
    }
    reader.read(kind, name, field.value(), owner);
  }

  private void unknown(Tree.Name name, Shape shape, String message) {
    Diagnostic finding = Diagnostic.of(Code.UNKNOWN_FIELD, name.span(), message);
    if (!shape.words().isEmpty()) {
      finding = finding.hint("it takes " + Kind.listed(shape.words()));
    }
    context.report(context.suggest(finding, name.span(), name.text(), shape.words()));
  }

  private void otherForm(Tree.Name name, String message, String form) {
    context.report(
        Diagnostic.of(Code.UNKNOWN_FIELD, name.span(), message)
            .hint("write `" + name + form + "`"));
  }

  private void grade(Declaration.Entry.Field field) {
    Tree.Name grade = field.grade();
    if (grade != null && !GRADES.contains(grade.text())) {
      Diagnostic finding =
          Diagnostic.of(
                  Code.UNKNOWN_GRADE,
                  grade.span(),
                  "`" + grade + "` does not say how far `" + field.name() + "` can be trusted.")
              .hint("it is one of " + Kind.listed(GRADES));
      context.report(context.suggest(finding, grade.span(), grade.text(), GRADES));
    }
  }

  private void group(
      Declaration.Entry.Group group, Shape shape, Declaration.Profile owner, String what) {
    String name = group.name().text();
    Shape.Group known = shape.groups().get(name);
    if (known == null) {
      if (shape.fields().containsKey(name)) {
        otherForm(group.name(), "`" + name + "` is one figure of " + what + ".", ": …");
      } else {
        unknown(group.name(), shape, "`" + name + "` is no group of " + what + ".");
      }
      return;
    }
    key(group, known, owner);
    if (known.isOpen()) {
      settings(group, owner);
    } else {
      String inside = "`" + name + (group.key() == null ? "" : " " + group.key()) + "`";
      entries(group.entries(), known.shape(), owner, inside);
    }
  }

  private void settings(Declaration.Entry.Group group, Declaration.Profile owner) {
    Map<String, Span> seen = new HashMap<>();
    for (Declaration.Entry entry : group.entries()) {
      switch (entry) {
        case Declaration.Entry.Field field -> {
          once(seen, field.name().text(), field.name().span(), "`" + field.name() + "`");
          reader.read(new Kind.Setting(), field.name().text(), field.value(), owner);
        }
        case Declaration.Entry.Group inner ->
            context.report(
                Diagnostic.of(
                    Code.UNKNOWN_FIELD,
                    inner.name().span(),
                    "`settings` takes no group, but `" + inner.name() + "` is one."));
      }
    }
  }

  private void key(Declaration.Entry.Group group, Shape.Group known, Declaration.Profile owner) {
    Tree.Path key = group.key();
    if (known.key() == Shape.Key.NONE) {
      if (key != null) {
        context.report(
            Diagnostic.of(
                Code.UNKNOWN_FIELD,
                key.span(),
                "`" + group.name() + "` takes no name, but `" + key + "` stands after it."));
      }
      return;
    }
    if (key == null) {
      context.report(
          Diagnostic.of(
              Code.MISSING_FIGURE,
              group.name().span(),
              "`" + group.name() + "` does not say which one it is."));
      return;
    }
    switch (known.key()) {
      case RESOURCE ->
          references.isWorld(Declaration.World.Kind.RESOURCE, key.text(), key.span(), owner);
      case SENSOR ->
          references.isWorld(Declaration.World.Kind.SENSOR, key.text(), key.span(), owner);
      case ACTION -> references.isHostAction(key.text(), key.span());
      case TIER -> references.find(Declaration.Profile.Kind.TIER, key.text(), key.span(), owner);
      case BAND -> band(key);
      case METER -> meter(key);
      case FREE, NONE -> {}
    }
  }

  private void band(Tree.Path key) {
    if (!Schema.BANDS.contains(key.text())) {
      Diagnostic finding =
          Diagnostic.of(
                  Code.UNKNOWN_FIELD,
                  key.span(),
                  "A battery has no band `" + key + "` that begins.")
              .hint("it is one of " + Kind.listed(Schema.BANDS) + "; above them it is `full`");
      context.report(context.suggest(finding, key.span(), key.text(), Schema.BANDS));
    }
  }

  private void meter(Tree.Path key) {
    if (!Schema.METERS.contains(key.text())) {
      Diagnostic finding =
          Diagnostic.of(Code.UNKNOWN_FIELD, key.span(), "A meter cannot see `" + key + "` alone.")
              .hint("it is one of " + Kind.listed(Schema.METERS));
      context.report(context.suggest(finding, key.span(), key.text(), Schema.METERS));
    }
  }

  private void missing(Amended whole, Shape shape, String what) {
    for (String needed : shape.required()) {
      if (whole.field(needed).isEmpty()) {
        Kind kind = shape.fields().get(needed);
        String wanted = kind == null ? "" : "it is " + kind.wanted();
        context.report(
            Diagnostic.of(
                    Code.MISSING_FIGURE, whole.at(), sentence(what) + " has no `" + needed + "`.")
                .hint(wanted));
      }
    }
    for (String name : whole.fields().keySet()) {
      String points = name.replaceFirst("_max$", "");
      if (shape.fields().containsKey(name) && whole.field(points).isEmpty()) {
        context.report(
            Diagnostic.of(
                Code.MISSING_FIGURE,
                whole.at(),
                sentence(what) + " has `" + name + "`, but no `" + points + "`."));
      }
    }
    shape
        .groups()
        .forEach(
            (name, group) ->
                whole
                    .groups(name)
                    .forEach(
                        (key, inside) ->
                            missing(
                                inside,
                                group.shape(),
                                "`" + name + (key.isEmpty() ? "" : " " + key) + "`")));
  }

  /** A tier that thinks on the robot is never served from outside it (M7). */
  private void boundary(String tier, Amended serve) {
    Optional<Site.Serve> served = new SiteBuilder(context).serve(tier, serve);
    boolean crosses =
        served.isPresent()
            && served.get().model().isRemote()
            && served.get().tier().place() != TierProfile.Place.CLOUD;
    if (crosses) {
      context.report(
          Diagnostic.of(
                  Code.WRONG_PROFILE,
                  serve.at(),
                  "`" + tier + "` thinks on the robot, but its model is reached over the network.")
              .hint("serve a tier of the cloud with it, or reach it with `local(…)`"));
    }
  }
}
