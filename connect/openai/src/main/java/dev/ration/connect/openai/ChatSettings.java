package dev.ration.connect.openai;

import dev.ration.plan.Dimension;
import dev.ration.plan.Quantity;
import dev.ration.plan.Unit;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import dev.ration.runtime.spi.Secrets;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a site says about one chat model, checked.
 *
 * <p>Immutable. Holds the key, so it has no text form.
 */
final class ChatSettings {
  static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Confidence where nothing is known: neither right nor wrong. */
  private static final double NOTHING_KNOWN = 0.5;

  private static final String SECRET = "secret:";
  private static final String COMPLETIONS = "/chat/completions";
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([^\\d\\s.]\\S*)?");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,4096}");

  private static final Set<String> NAMES =
      Set.of(
          "url",
          "name",
          "key",
          "key_header",
          "insecure",
          "remote",
          "schema",
          "stream",
          "logprobs",
          "confidence",
          "temperature",
          "max_tokens",
          "images",
          "timeout",
          "connect_timeout",
          "proxy");

  private final ModelSpec spec;
  final URI endpoint;
  final String model;
  final Optional<Key> key;
  final boolean isRemote;
  final boolean promptsForSchema;
  final boolean streams;
  final boolean asksLogprobs;
  final boolean sees;
  final double confidence;
  final Optional<BigDecimal> temperature;
  final int maxTokens;
  final Duration timeout;
  final Duration connectTimeout;
  final Optional<InetSocketAddress> proxy;

  /** The header that carries the key; its value never leaves this package but in that header. */
  record Key(String header, String value) {
    @Override
    public String toString() {
      return header;
    }
  }

  private ChatSettings(ModelSpec spec, Secrets secrets) throws ModelException {
    this.spec = spec;
    refuseUnknown();
    endpoint = endpoint(needed("url"));
    model = needed("name");
    key = key(secrets);
    isRemote = flag("remote", true);
    promptsForSchema = word("schema", "json", "prompt").equals("prompt");
    streams = flag("stream", true);
    asksLogprobs = flag("logprobs", true);
    sees = flag("images", false);
    confidence = share("confidence");
    temperature = number("temperature", 2);
    maxTokens = number("max_tokens", 10_000_000).map(this::positive).orElse(Integer.MAX_VALUE);
    timeout = time("timeout", LONGEST_PATIENCE);
    connectTimeout = time("connect_timeout", CONNECT);
    proxy = proxy();
    if (maxTokens == 0) {
      throw wrong("max_tokens", "a whole number above 0");
    }
  }

  /**
   * Checks the settings and fetches the key.
   *
   * @throws ModelException if one is missing or wrong; never quotes a secret
   */
  static ChatSettings read(ModelSpec spec, Secrets secrets) throws ModelException {
    return new ChatSettings(spec, secrets);
  }

  /** The tier this model serves, in backticks. */
  String tier() {
    return "`" + spec.tier() + "`";
  }

  /** The server's host and port, in backticks; paths and queries can hold secrets. */
  String server() {
    return "`"
        + endpoint.getHost()
        + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())
        + "`";
  }

  private void refuseUnknown() throws ModelException {
    Set<String> unknown = new TreeSet<>(spec.settings().keySet());
    unknown.removeAll(NAMES);
    if (!unknown.isEmpty()) {
      throw new ModelException(
          "the model of "
              + tier()
              + " has a setting `"
              + unknown.iterator().next()
              + "` that the backend `openai` does not know; it knows "
              + String.join(", ", new TreeSet<>(NAMES)));
    }
  }

  private URI endpoint(String written) throws ModelException {
    URI uri;
    try {
      uri = new URI(written);
    } catch (URISyntaxException quotesTheAddress) {
      throw wrong("url", "an address such as \"https://models.example/v1\"");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw wrong("url", "an address such as \"https://models.example/v1\"");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw wrong("url", "an address without a name, password or fragment; keys go into `key`");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String whole = path.endsWith(COMPLETIONS) ? path : path + COMPLETIONS;
    return URI.create(scheme + "://" + uri.getRawAuthority() + whole + query);
  }

  private Optional<Key> key(Secrets secrets) throws ModelException {
    Optional<String> written = spec.setting("key");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (!written.get().startsWith(SECRET)) {
      throw wrong("key", "secret(\"NAME\"), never the key itself");
    }
    String name = written.get().substring(SECRET.length());
    String value =
        secrets
            .find(name)
            .map(String::strip)
            .filter(found -> !found.isEmpty())
            .orElseThrow(
                () ->
                    new ModelException(
                        "the secret `"
                            + name
                            + "`, the key of "
                            + tier()
                            + ", is not set; put it into the environment or into the file of"
                            + " --secrets"));
    if (!KEY.matcher(value).matches()) {
      throw new ModelException(
          "the secret `" + name + "` holds a space or another character that no key can have");
    }
    if (endpoint.getScheme().equals("http") && !isLoopback() && !flag("insecure", false)) {
      throw new ModelException(
          tier()
              + " would send its key unencrypted to "
              + server()
              + "; use an https address, or set `insecure: \"yes\"` where the network is yours");
    }
    Optional<String> header = spec.setting("key_header");
    if (header.isEmpty()) {
      return Optional.of(new Key("Authorization", "Bearer " + value));
    }
    if (!HEADER.matcher(header.get()).matches()) {
      throw wrong("key_header", "the name of a header, such as \"api-key\"");
    }
    return Optional.of(new Key(header.get(), value));
  }

  private boolean isLoopback() {
    String host = endpoint.getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private Optional<InetSocketAddress> proxy() throws ModelException {
    Optional<String> written = spec.setting("proxy");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(written.get());
      if ("http".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() < 65536
          && uri.getRawUserInfo() == null) {
        return Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
      }
    } catch (URISyntaxException quotesTheAddress) {
      // Said below.
    }
    throw wrong("proxy", "an address such as \"http://proxy.example:3128\"");
  }

  private String needed(String name) throws ModelException {
    String written = spec.setting(name).orElse("").strip();
    if (written.isEmpty()) {
      throw new ModelException("the model of " + tier() + " has no `" + name + "`");
    }
    return written;
  }

  private String word(String name, String first, String second) throws ModelException {
    String written = spec.setting(name).orElse(first);
    if (!written.equals(first) && !written.equals(second)) {
      throw wrong(name, "\"" + first + "\" or \"" + second + "\"");
    }
    return written;
  }

  private boolean flag(String name, boolean otherwise) throws ModelException {
    return switch (spec.setting(name).orElse(otherwise ? "yes" : "no")) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw wrong(name, "\"yes\" or \"no\"");
    };
  }

  private double share(String name) throws ModelException {
    Optional<Quantity> written = amount(name, Dimension.NONE, "a share such as 0.7 or 70 %");
    if (written.isEmpty()) {
      return NOTHING_KNOWN;
    }
    double share = written.get().toDouble();
    if (!(share >= 0 && share <= 1)) {
      throw wrong(name, "between 0 and 1");
    }
    return share;
  }

  private Optional<BigDecimal> number(String name, int most) throws ModelException {
    String what = "a number from 0 to " + most;
    Optional<BigDecimal> number = amount(name, Dimension.NONE, what).map(Quantity::toDecimal);
    if (number.isPresent() && number.get().compareTo(BigDecimal.valueOf(most)) > 0) {
      throw wrong(name, what);
    }
    return number;
  }

  private int positive(BigDecimal number) {
    return number.stripTrailingZeros().scale() > 0 ? 0 : number.intValueExact();
  }

  private Duration time(String name, Duration otherwise) throws ModelException {
    String what = "a time such as 20 s, at most " + LONGEST_PATIENCE.toMinutes() + " min";
    Optional<Quantity> written = amount(name, Dimension.TIME, what);
    if (written.isEmpty()) {
      return otherwise;
    }
    double seconds = written.get().toDouble();
    if (!(seconds > 0 && seconds <= LONGEST_PATIENCE.toSeconds())) {
      throw wrong(name, what);
    }
    return Duration.ofNanos(written.get().toGrains());
  }

  private Optional<Quantity> amount(String name, Dimension dimension, String what)
      throws ModelException {
    Optional<String> written = spec.setting(name);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Matcher parts = AMOUNT.matcher(written.get().strip());
    if (!parts.matches() || written.get().length() > 40) {
      throw wrong(name, what);
    }
    var value = new BigDecimal(parts.group(1));
    if (parts.group(2) == null && dimension.equals(Dimension.NONE)) {
      return Optional.of(Quantity.number(value));
    }
    Optional<Unit> unit = Unit.ofSymbol(parts.group(2) == null ? "" : parts.group(2));
    boolean fits =
        unit.isPresent()
            && (unit.get().dimension().equals(dimension)
                || (name.equals("max_tokens") && unit.get().dimension().equals(Dimension.TOKENS)));
    if (!fits) {
      throw wrong(name, what);
    }
    return unit.map(found -> Quantity.of(value, found));
  }

  private ModelException wrong(String name, String what) {
    return new ModelException(
        "the setting `" + name + "` of the model of " + tier() + " is not " + what);
  }
}
