package dev.ration.connect.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ration.peers.TinyGguf;
import dev.ration.plan.Code;
import dev.ration.plan.ResultType;
import dev.ration.runtime.spi.InferenceBackend;
import dev.ration.runtime.spi.InferenceModel;
import dev.ration.runtime.spi.ModelException;
import dev.ration.runtime.spi.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files and settings open, and what is said of the others. */
class LlamaBackendTest {
  private static final long MB = 1_000_000;

  @TempDir private Path folder = Path.of("");

  private Path file() throws IOException {
    return TinyGguf.of(1).to(folder.resolve("random.gguf"));
  }

  private static ModelException refused(ModelSpec spec) {
    return refused(spec, Long.MAX_VALUE);
  }

  private static ModelException refused(ModelSpec spec, long freeBytes) {
    return catchThrowableOfType(
        ModelException.class,
        () -> new LlamaBackend(new Weights(() -> freeBytes)).open(spec, _ -> Optional.empty()));
  }

  private static void opens(Path file, String... settings) throws ModelException {
    try (var model = Requests.open(file, settings)) {
      model.warmUp();
    }
  }

  @Test
  void itIsFoundByItsName() {
    assertThat(ServiceLoader.load(InferenceBackend.class))
        .anySatisfy(found -> assertThat(found.id()).isEqualTo("llama"));
  }

  @Test
  void rtn0780AFileThatIsNotThere() {
    var refused = refused(Requests.spec(folder.resolve("none.gguf")));

    assertThat(refused.code()).contains(Code.NO_MODEL_FILE);
    assertThat(refused.words()).startsWith("RTN0780: ").endsWith("is not there.");
    assertThat(refused(Requests.spec(folder)).code()).contains(Code.NO_MODEL_FILE);
  }

  @Test
  void rtn0780NearAFileThatIsThere() throws Exception {
    opens(file());
  }

  @Test
  void rtn0781AFileThatIsNoModel() throws IOException {
    var text = Files.writeString(folder.resolve("notes.txt"), "buy screws");
    var refused = refused(Requests.spec(text));

    assertThat(refused.code()).contains(Code.NOT_A_MODEL);
    assertThat(refused.getMessage()).endsWith("does not begin as a GGUF.");
  }

  @Test
  void aFileThatWasCutOffAnywhereIsRefused() throws IOException {
    var whole = TinyGguf.of(1).bytes();
    for (var length = 0; length < whole.length; length += 1 + length / 40) {
      var cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
      assertThat(refused(Requests.spec(cut)).code()).contains(Code.NOT_A_MODEL);
    }
    var last = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, whole.length - 40));
    assertThat(refused(Requests.spec(last)).code()).contains(Code.NOT_A_MODEL);
  }

  @Test
  void rtn0781NearAModelThatIsWhole() throws Exception {
    opens(Files.write(folder.resolve("whole.txt"), TinyGguf.of(1).bytes()));
  }

  @Test
  void rtn0782AnArchitectureThatIsNotKnown() throws IOException {
    var file = TinyGguf.of(1).architecture("qwen3").to(folder.resolve("new.gguf"));
    var refused = refused(Requests.spec(file));

    assertThat(refused.code()).contains(Code.UNKNOWN_ARCHITECTURE);
    assertThat(refused.getMessage()).contains("is of the architecture `qwen3`");
  }

  @Test
  void rtn0782NearAnArchitectureThatIsKnownAndLacksItsWeights() throws IOException {
    var file = TinyGguf.of(1).architecture("qwen2").to(folder.resolve("other.gguf"));

    assertThat(refused(Requests.spec(file)).code()).contains(Code.NOT_A_MODEL);
  }

  @Test
  void rtn0783AModelThatDoesNotFitInMemory() throws IOException {
    var refused = refused(Requests.spec(file()), 60 * MB);

    assertThat(refused.code()).contains(Code.NO_MEMORY_FOR_MODEL);
    assertThat(refused.getMessage()).contains("needs about 67 MB").endsWith("60 MB are free.");
  }

  @Test
  void rtn0783NearOneThatFits() throws Exception {
    var spec = Requests.spec(file());
    new LlamaBackend(new Weights(() -> 70 * MB)).open(spec, _ -> Optional.empty()).close();
  }

  @Test
  void rtn0783WeightsThatAreOpenLeaveNoRoomForOthers() throws Exception {
    var weights = new Weights(() -> 100 * MB);
    var backend = new LlamaBackend(weights);
    var spec = Requests.spec(file());
    var model = backend.open(spec, _ -> Optional.empty());
    assertThat(weights.freeBytes()).isEqualTo(100 * MB - Files.size(file()));
    assertThat(weights.take(99 * MB, 33 * MB)).isTrue();

    var refused =
        catchThrowableOfType(ModelException.class, () -> backend.open(spec, _ -> Optional.empty()));
    assertThat(refused.code()).contains(Code.NO_MEMORY_FOR_MODEL);
    weights.free(33 * MB);
    backend.open(spec, _ -> Optional.empty()).close();
    close(model);
  }

  @Test
  void aModelThatIsClosedOrDoesNotOpenGivesItsMemoryBack() throws Exception {
    var weights = new Weights(() -> 100 * MB);
    var backend = new LlamaBackend(weights);
    close(backend.open(Requests.spec(file()), _ -> Optional.empty()));
    var other = TinyGguf.of(1).architecture("qwen2").to(folder.resolve("other.gguf"));
    var refused =
        catchThrowableOfType(
            ModelException.class, () -> backend.open(Requests.spec(other), _ -> Optional.empty()));

    assertThat(refused.code()).contains(Code.NOT_A_MODEL);
    assertThat(weights.freeBytes()).isEqualTo(100 * MB);
  }

  /** Closes it, and waits until it is gone. */
  private static void close(InferenceModel model) {
    model.close();
    var after = new Heard();
    var unused = model.ask(Requests.of(new ResultType.Bool(), 8, "is it?"), after);
    assertThat(after.failure().message()).isEqualTo("The model was closed.");
  }

  @Test
  void rtn0784SettingsThatCannotBeUsed() throws IOException {
    var file = file();
    assertThat(refused(new ModelSpec("local.chat", "llama", Map.of())).getMessage())
        .startsWith("The model of `local.chat` has no `path`");
    assertThat(refused(Requests.spec(file, "url", "x")).getMessage())
        .endsWith("it knows confidence, context, path, threads.");
    assertThat(refused(Requests.spec(file, "context", "4096")).getMessage())
        .endsWith("is 4096, but the model was trained on texts of 2048 tokens.");
    assertThat(refused(Requests.spec(file, "threads", "0")).getMessage())
        .endsWith("is not a whole number from 1 to 256.");
    assertThat(refused(Requests.spec(file, "confidence", "1.5")).code())
        .contains(Code.BAD_MODEL_SETTING);
  }

  @Test
  void rtn0784NearSettingsAtTheirBounds() throws Exception {
    opens(file(), "context", "2048 tok", "threads", "1", "confidence", "100 %");
  }

  @Test
  void rtn0786AMachineWithoutALibrary() {
    var refused =
        catchThrowableOfType(
            ModelException.class, () -> NativeLibrary.load(folder, "nowhere/libjllama.so"));

    assertThat(refused.code()).contains(Code.NO_MODEL_LIBRARY);
    assertThat(folder).doesNotExist();
  }

  @Test
  void rtn0786ABuildOfOnesOwnThatIsNotThere() {
    System.setProperty("de.kherud.llama.lib.path", folder.resolve("none").toString());
    try {
      var refused =
          catchThrowableOfType(
              ModelException.class, () -> NativeLibrary.load(folder, NativeLibrary.resource()));
      assertThat(refused.code()).contains(Code.NO_MODEL_LIBRARY);
    } finally {
      System.clearProperty("de.kherud.llama.lib.path");
    }
  }

  @Test
  void nothingOfTheLibraryStaysBehind() throws Exception {
    var place = Files.createDirectory(folder.resolve("place"));
    NativeLibrary.load(place, NativeLibrary.resource());

    assertThat(place).doesNotExist();
    assertThat(System.getProperty("de.kherud.llama.lib.path")).isNull();
  }

  @Test
  void rtn0786NearThisMachine() throws ModelException {
    NativeLibrary.load();
    NativeLibrary.load();
  }
}
