package dev.ration.connect.openai;

import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.Ability;
import dev.ration.runtime.spi.InFlight;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelFailure;
import dev.ration.runtime.spi.ModelListener;
import dev.ration.runtime.spi.ModelRequest;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** One model behind one address. Thread-safe. */
final class ChatModel implements InferenceModel {
  private final ChatSettings settings;
  private final Alarms alarms;
  private final InstantSource wallClock;
  private final HttpClient client;
  private final Set<ChatCall> calls = ConcurrentHashMap.newKeySet();

  /** What the server was not yet seen to refuse. */
  private final Set<Option> options = ConcurrentHashMap.newKeySet();

  /** Runs what must not hold up a caller; a thread that waits costs nothing. */
  private final Executor elsewhere = task -> Thread.ofVirtual().name("ration-openai").start(task);

  /** Whether a connection may be kept from a call that ended well. */
  private volatile boolean keepsConnections;

  private volatile boolean isClosed;

  ChatModel(ChatSettings settings, Alarms alarms, InstantSource wallClock) {
    this.settings = settings;
    this.alarms = alarms;
    this.wallClock = wallClock;
    options.addAll(EnumSet.allOf(Option.class));
    if (!settings.asksLogprobs) {
      options.remove(Option.LOGPROBS);
    }
    // HTTP/1.1, because there a cancelled call closes its socket. No redirect is followed and no
    // proxy of the process is used: the words go where the site says, or nowhere.
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(settings.proxy.map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY))
            .connectTimeout(settings.connectTimeout)
            .executor(elsewhere)
            .build();
  }

  @Override
  public Set<Ability> abilities() {
    return settings.sees
        ? Set.of(Ability.CHOOSE, Ability.WRITE, Ability.STRUCTURE, Ability.SEE)
        : Set.of(Ability.CHOOSE, Ability.WRITE, Ability.STRUCTURE);
  }

  @Override
  public boolean isRemote() {
    return settings.isRemote;
  }

  @Override
  public void warmUp() throws ModelException {
    if (settings.endpoint.getScheme().equals("https")) {
      try {
        // Reading the certificates takes longer than many a deadline.
        SSLContext.getDefault().createSSLEngine();
      } catch (NoSuchAlgorithmException e) {
        throw new ModelException("this Java has no encryption for " + settings.server(), e);
      }
    }
    rehearse();
  }

  /** Writes a question and reads a reply, so that all classes are there at the first real call. */
  private void rehearse() throws ModelException {
    var request =
        new ModelRequest(
            "",
            java.util.List.of(""),
            java.util.List.of(),
            java.util.List.of(),
            java.util.List.of(),
            new ResultType.Bool(),
            1,
            Duration.ofSeconds(1));
    byte[] body = RequestBody.of(settings, request, EnumSet.allOf(Option.class));
    try {
      var reply = new ChatReply(request.result());
      reply.add(Json.read("{\"choices\":[{\"delta\":{\"content\":\"{\\\"answer\\\":true}\"}}]}"));
      reply.answer();
    } catch (ChatReply.Unusable defect) {
      throw new ModelException("the backend of " + settings.tier() + " does not work", defect);
    }
    if (body.length == 0) {
      throw new ModelException("the backend of " + settings.tier() + " writes no request");
    }
  }

  @Override
  public InFlight ask(ModelRequest request, ModelListener listener) {
    var call = new ChatCall(this, request, listener);
    if (!request.images().isEmpty() && !settings.sees) {
      elsewhere.execute(
          () ->
              call.fail(
                  ModelFailure.Kind.UNABLE,
                  "is asked to look at an image; set `images: \"yes\"` where it can"));
      return call;
    }
    calls.add(call);
    if (isClosed) {
      call.cancel();
    } else {
      elsewhere.execute(call::start);
    }
    return call;
  }

  @Override
  public void close() {
    isClosed = true;
    calls.forEach(ChatCall::cancel);
    alarms.close();
    client.shutdownNow();
  }

  ChatSettings settings() {
    return settings;
  }

  HttpClient client() {
    return client;
  }

  Alarms alarms() {
    return alarms;
  }

  InstantSource wallClock() {
    return wallClock;
  }

  Executor elsewhere() {
    return elsewhere;
  }

  /** What the server is asked for besides the answer; grows smaller as it refuses things. */
  Set<Option> options() {
    return options;
  }

  boolean keepsConnections() {
    return keepsConnections;
  }

  void keepsConnections(boolean mayBe) {
    keepsConnections = mayBe;
  }

  void forget(ChatCall call) {
    calls.remove(call);
  }
}
