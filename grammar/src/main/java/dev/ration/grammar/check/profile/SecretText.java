package dev.ration.grammar.check.profile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How a key, a token or a password looks when somebody wrote it into a file. */
final class SecretText {
  private static final Set<String> NAMES =
      Set.of("key", "api_key", "apikey", "token", "password", "passwd", "secret", "authorization");

  private static final Pattern KNOWN_PREFIX =
      Pattern.compile(
          "(?:sk|pk|rk|gsk|ghp|gho|ghs|hf|xox[abprs]|AKIA|AIza|glpat|Bearer )[-_A-Za-z0-9]{12,}");

  private static final Pattern LONG_RANDOM = Pattern.compile("[A-Za-z0-9_+/=-]{32,}");

  private static final Pattern IN_ADDRESS =
      Pattern.compile(
          "://[^/?#\\s]*:[^/?#\\s]*@"
              + "|[?&](?:key|api_key|apikey|token|access_token|sig|secret|password)=[^&\\s]+",
          Pattern.CASE_INSENSITIVE);

  private SecretText() {}

  /** Whether a setting of this name holds a secret whatever it looks like. */
  static boolean isSecretName(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Whether a text looks like a secret, or an address that carries one. */
  static boolean looksSecret(String text) {
    if (IN_ADDRESS.matcher(text).find() || KNOWN_PREFIX.matcher(text).lookingAt()) {
      return true;
    }
    return LONG_RANDOM.matcher(text).matches()
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().anyMatch(Character::isLetter)
        && !text.contains("/");
  }
}
