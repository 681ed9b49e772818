package dev.ration.lint.config;

import dev.ration.grammar.diag.Diagnostic;
import dev.ration.grammar.diag.Source;
import dev.ration.lint.rule.Level;
import dev.ration.lint.rule.RuleOption;
import dev.ration.lint.rule.Traits;
import dev.ration.plan.Code;

/** What holds for the findings of one file. */
public interface Settings {
  /** What holds where nobody set anything. */
  Settings PRESET =
      new Settings() {
        @Override
        public Level level(Traits rule, Source source) {
          return rule.level();
        }

        @Override
        public Level level(Diagnostic finding) {
          return Level.of(finding.severity());
        }

        @Override
        public long option(Code rule, RuleOption option, Source source) {
          return option.preset();
        }
      };

  /** The preset, with one rule switched on. */
  static Settings presetWith(Code on) {
    return new Settings() {
      @Override
      public Level level(Traits rule, Source source) {
        return rule.code() == on ? Level.of(on.severity()) : PRESET.level(rule, source);
      }

      @Override
      public Level level(Diagnostic finding) {
        return PRESET.level(finding);
      }

      @Override
      public long option(Code rule, RuleOption option, Source source) {
        return PRESET.option(rule, option, source);
      }
    };
  }

  /** The level of a rule in a file. */
  Level level(Traits rule, Source source);

  /** The level of a finding of the checker; its errors stay errors. */
  Level level(Diagnostic finding);

  /** The value of a rule's option in a file. */
  long option(Code rule, RuleOption option, Source source);
}
