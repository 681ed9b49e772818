package dev.ration.cli;

import dev.ration.grammar.check.CheckedProgram;
import dev.ration.grammar.check.SiteResolver;
import dev.ration.grammar.diag.Diagnostic;
import dev.ration.plan.Code;
import dev.ration.plan.profile.Site;
import java.util.List;

/**
 * The site that a command is for.
 *
 * @param findings what does not fit between it and the policy
 */
record ChosenSite(Site site, List<Diagnostic> findings) {
  /**
   * Finds the site of a program.
   *
   * @param asked for by the command line; empty when it does not say
   * @throws WrongUse if there is none
   */
  static ChosenSite of(CheckedProgram program, String asked) {
    SiteResolver.Resolved resolved = SiteResolver.resolve(program, null);
    Site site =
        resolved
            .site()
            .orElseThrow(
                () ->
                    new WrongUse(
                        Code.NO_SUCH_SITE,
                        "There is no site `%s`; known are %s."
                            .formatted(asked, String.join(", ", resolved.names()))));
    return new ChosenSite(site, resolved.findings());
  }
}
