package dev.ration.repl.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What follows {@code :run}: which policy, and values for its parameters. A value goes on to the
 * next {@code NAME=} that stands outside of brackets and texts, so it may have spaces.
 *
 * @param policy the name of the policy; empty if none was typed
 * @param stray what is neither a policy nor a value; empty when all is well
 */
record RunWords(Optional<String> policy, Map<String, String> arguments, String stray) {
  private static final Pattern NAME = Pattern.compile("([\\p{L}_][\\p{L}\\d_]*)=(?!=)");
  private static final Pattern POLICY = Pattern.compile("[\\p{L}_][\\p{L}\\d_.]*");

  static RunWords of(String line) {
    Map<String, String> arguments = new LinkedHashMap<>();
    StringBuilder before = new StringBuilder();
    String name = "";
    StringBuilder value = before;
    int depth = 0;
    boolean isText = false;
    boolean isWordStart = true;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      var next = NAME.matcher(line).region(i, line.length());
      if (depth == 0 && !isText && isWordStart && next.lookingAt()) {
        keep(arguments, name, value);
        name = next.group(1);
        value = new StringBuilder();
        i = next.end() - 1;
        continue;
      }
      if (isText && character == '\\') {
        value.append(character);
        i = Math.min(i + 1, line.length() - 1);
        character = line.charAt(i);
      } else if (character == '"') {
        isText = !isText;
      } else if (!isText) {
        depth += "([{".indexOf(character) >= 0 ? 1 : ")]}".indexOf(character) >= 0 ? -1 : 0;
      }
      isWordStart = Character.isWhitespace(character);
      value.append(character);
    }
    keep(arguments, name, value);
    String first = before.toString().strip();
    boolean isPolicy = first.isEmpty() || POLICY.matcher(first).matches();
    return new RunWords(
        Optional.of(first).filter(one -> isPolicy && !one.isEmpty()),
        arguments,
        isPolicy ? "" : first);
  }

  private static void keep(Map<String, String> arguments, String name, StringBuilder value) {
    if (!name.isEmpty()) {
      arguments.put(name, value.toString().strip());
    }
  }
}
