package dev.ration.grammar.syntax;

import dev.ration.grammar.diag.Source;
import dev.ration.grammar.syntax.parse.PolicyParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Parses with the parser's own counters on. */
final class Parses {
  private final TextParse parse;
  private final String tree;

  private Parses(Source source, PredictionMode mode) {
    this.parse = new TextParse(source, 0, source.text().length(), 0);
    PolicyParser parser = parse.parser();
    parser.setProfile(true);
    parser.getInterpreter().setPredictionMode(mode);
    this.tree = parse.layout().isRefused() ? "" : parser.file().toStringTree(parser);
  }

  static Parses of(Source source, PredictionMode mode) {
    return new Parses(source, mode);
  }

  /** The parse tree, as text. */
  String tree() {
    return tree;
  }

  /** How many tokens the parser was given. */
  int tokens() {
    return parse.layout().tokens().size();
  }

  /** How many tokens were looked at to decide, all decisions together. */
  long looks() {
    return Arrays.stream(decisions()).mapToLong(one -> one.SLL_TotalLook + one.LL_TotalLook).sum();
  }

  /** What a grammar without surprises does not do, in words. */
  List<String> surprises() {
    List<String> found = new ArrayList<>();
    for (DecisionInfo one : decisions()) {
      int state = parse.parser().getATN().getDecisionState(one.decision).ruleIndex;
      String rule = parse.parser().getRuleNames()[state];
      if (!one.ambiguities.isEmpty()) {
        found.add(rule + " is ambiguous");
      }
      if (one.LL_Fallback > 0) {
        found.add(rule + " needs its context");
      }
      if (one.SLL_MaxLook > 3 || one.LL_MaxLook > 3) {
        found.add(rule + " looks " + Math.max(one.SLL_MaxLook, one.LL_MaxLook) + " tokens ahead");
      }
    }
    return found;
  }

  private DecisionInfo[] decisions() {
    return parse.parser().getParseInfo().getDecisionInfo();
  }
}
