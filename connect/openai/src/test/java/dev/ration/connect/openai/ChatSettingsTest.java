package dev.ration.connect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a site may say about a chat model, and what it is told when that is wrong. */
class ChatSettingsTest {
  private static final String SECRET = "sk-live-98765";

  private static ChatSettings read(String... settings) throws ModelException {
    Map<String, String> all =
        new HashMap<>(Map.of("url", "https://models.example/v1", "name", "chat-large"));
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    all.values().removeIf(String::isEmpty);
    return ChatSettings.read(
        new ModelSpec("cloud.chat", "openai", all),
        name ->
            switch (name) {
              case "GOOD" -> Optional.of(SECRET + "\n");
              case "EMPTY" -> Optional.of(" ");
              case "BROKEN" -> Optional.of("two words");
              default -> Optional.empty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "https://models.example/v1, https://models.example/v1/chat/completions",
    "https://models.example/v1/, https://models.example/v1/chat/completions",
    "HTTPS://models.example, https://models.example/chat/completions",
    "https://m.example/a/chat/completions?v=1, https://m.example/a/chat/completions?v=1",
    "http://[::1]:8080/v1, http://[::1]:8080/v1/chat/completions",
  })
  void the_address_of_the_service_follows_from_the_base(String url, String endpoint)
      throws ModelException {
    assertThat(read("url", url).endpoint).hasToString(endpoint);
  }

  @Test
  void what_is_left_out_has_a_default() throws ModelException {
    var settings = read();

    assertThat(settings.key).isEmpty();
    assertThat(settings.isRemote).isTrue();
    assertThat(settings.streams).isTrue();
    assertThat(settings.promptsForSchema).isFalse();
    assertThat(settings.confidence).isEqualTo(0.5);
    assertThat(settings.temperature).isEmpty();
    assertThat(settings.timeout).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.connectTimeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.proxy).isEmpty();
  }

  @Test
  void amounts_are_written_as_in_the_language() throws ModelException {
    var settings =
        read("timeout", "1500 ms", "confidence", "70 %", "max_tokens", "2 ktok", "stream", "no");

    assertThat(settings.timeout).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.confidence).isEqualTo(0.7);
    assertThat(settings.maxTokens).isEqualTo(2000);
    assertThat(settings.streams).isFalse();
  }

  @Test
  void a_key_is_fetched_by_name_and_trimmed() throws ModelException {
    var bearer = read("key", "secret:GOOD").key.orElseThrow();
    var own = read("key", "secret:GOOD", "key_header", "api-key").key.orElseThrow();

    assertThat(bearer.header()).isEqualTo("Authorization");
    assertThat(bearer.value()).isEqualTo("Bearer " + SECRET);
    assertThat(own.header()).isEqualTo("api-key");
    assertThat(own.value()).isEqualTo(SECRET);
    assertThat(bearer).asString().doesNotContain(SECRET);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          secret:ABSENT | the secret `ABSENT`, the key of `cloud.chat`, is not set; put it into the environment or into the file of --secrets
          secret:EMPTY  | the secret `EMPTY`, the key of `cloud.chat`, is not set; put it into the environment or into the file of --secrets
          secret:BROKEN | the secret `BROKEN` holds a space or another character that no key can have
          sk-live-98765 | the setting `key` of the model of `cloud.chat` is not secret("NAME"), never the key itself
          """)
  void a_key_that_cannot_be_used_is_named_and_not_shown(String key, String message) {
    assertThatThrownBy(() -> read("key", key))
        .isInstanceOf(ModelException.class)
        .hasMessage(message);
  }

  @Test
  void a_key_is_not_sent_in_the_clear_beyond_this_machine() throws ModelException {
    assertThatThrownBy(() -> read("url", "http://10.0.0.7/v1", "key", "secret:GOOD"))
        .hasMessageContaining("would send its key unencrypted to `10.0.0.7`");
    assertThatThrownBy(() -> read("url", "http://127.evil.example/v1", "key", "secret:GOOD"))
        .hasMessageContaining("unencrypted");
    assertThat(read("url", "http://10.0.0.7/v1", "key", "secret:GOOD", "insecure", "yes").key)
        .isPresent();
    assertThat(read("url", "http://127.0.0.1:8080/v1", "key", "secret:GOOD").key).isPresent();
    assertThat(read("url", "http://10.0.0.7/v1").key).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url             | ftp://models.example
          url             | models.example/v1
          url             | https://me:word@models.example/v1
          url             | https://models.example/v1#part
          url             | https://models.example/%
          schema          | maybe
          stream          | perhaps
          confidence      | 1.1
          confidence      | 20 s
          temperature     | 3
          max_tokens      | 0
          max_tokens      | 1.5
          timeout         | 0 s
          timeout         | 11 min
          timeout         | 20
          connect_timeout | 5 J
          proxy           | socks://proxy.example:1080
          proxy           | http://proxy.example
          """)
  void a_wrong_setting_is_named(String name, String written) {
    assertThatThrownBy(() -> read(name, written))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the setting `" + name + "` of the model of `cloud.chat` is not ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"url", "name"})
  void a_missing_setting_is_named(String name) {
    assertThatThrownBy(() -> read(name, ""))
        .hasMessage("the model of `cloud.chat` has no `" + name + "`");
  }

  @Test
  void a_setting_nobody_knows_is_named() {
    assertThatThrownBy(() -> read("max_token", "50"))
        .hasMessageContaining("has a setting `max_token` that the backend `openai` does not know");
  }
}
