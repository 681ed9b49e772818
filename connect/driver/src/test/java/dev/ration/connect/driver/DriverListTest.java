package dev.ration.connect.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverListTest {
  private static final Address ARM = new Address.Unix(Path.of("/run/arm.sock"));

  @TempDir private Path directory;

  @Test
  void whatIsEnteredIsFoundUntilItLeaves() {
    DriverList list = new DriverList(directory.resolve("drivers"));
    DriverList.Entry entry = list.enter(List.of(ARM, new Address.Exec(List.of("arm"))));
    assertThat(list.addresses()).containsExactly("unix:/run/arm.sock");

    entry.leave();
    assertThat(list.addresses()).isEmpty();
  }

  @Test
  void whatWasStoppedIsKnownUntilItIsArmedAgain() {
    DriverList list = new DriverList(directory);
    DriverList.Entry entry = list.enter(List.of(ARM));
    list.stopped("unix:/run/arm.sock");
    entry.leave();
    assertThat(list.addresses()).containsExactly("unix:/run/arm.sock");

    list.armed("unix:/run/arm.sock");
    assertThat(list.addresses()).isEmpty();
  }

  @Test
  void stopsThatAreGivenAtOnceAreAllKnown() throws InterruptedException {
    List<Thread> stops =
        IntStream.range(0, 20)
            .mapToObj(i -> new Thread(() -> new DriverList(directory).stopped("unix:/arm" + i)))
            .toList();
    stops.forEach(Thread::start);
    for (Thread stop : stops) {
      stop.join();
    }

    assertThat(new DriverList(directory).addresses()).hasSize(20);
  }

  @Test
  void onlyWhatARunThatIsGoneHasEnteredIsForgotten() throws IOException {
    DriverList list = new DriverList(directory);
    DriverList.Entry own = list.enter(List.of(ARM));
    list.forget("unix:/run/arm.sock");
    assertThat(list.addresses()).hasSize(1);

    own.leave();
    // No process has this number on any system Ration runs on.
    Files.writeString(directory.resolve("999999999-1.drivers"), "unix:/run/arm.sock\n");
    list.forget("unix:/run/arm.sock");
    assertThat(list.addresses()).isEmpty();
  }
}
