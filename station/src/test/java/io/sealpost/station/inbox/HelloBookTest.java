package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.HelloBook.Verdict;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelloBookTest {
  private static final String BOOT = "0123456789abcdef";
  private static final String OTHER = "1111111111111111";

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);

  @ParameterizedTest
  @CsvSource({
    BOOT + ", 5, 60, UNCHANGED",
    BOOT + ", 5, 61, NEWER",
    BOOT + ", 5, 59, STALE",
    OTHER + ", 6, 0, NEWER",
    OTHER + ", 5, 60, CLONED",
    OTHER + ", 4, 999, ROLLED_BACK"
  })
  void aHelloIsComparedWithTheTrustedOne(String boot, long epoch, long up, Verdict expected)
      throws StationException {
    judge(book(), hello(BOOT, 5, 60));

    assertEquals(expected, judge(book(), hello(boot, epoch, up)));
  }

  @Test
  void theTrustedHelloIsKeptFromRunToRun() throws StationException {
    Hello hello = hello(BOOT, 5, 60);
    judge(book(), hello);

    assertEquals(Optional.of(hello), book().of(desk(device.key())));
  }

  @Test
  void aHelloThatWasNotKeptIsNewInTheNextRun() throws StationException {
    Hello hello = hello(BOOT, 5, 60);
    book().judge(desk(device.key()), hello, device.hello(0, hello), "");

    assertEquals(Verdict.NEWER, judge(book(), hello));
  }

  @Test
  void anAlarmingHelloNeverBecomesTheTrustedOne() throws StationException {
    HelloBook book = book();
    judge(book, hello(BOOT, 5, 60));
    judge(book, hello(OTHER, 4, 0));
    judge(book, hello(OTHER, 5, 0));

    assertEquals(Verdict.UNCHANGED, judge(book(), hello(BOOT, 5, 60)));
  }

  @Test
  void anotherProcessThatKeptANewerOneIsNotOverwritten() throws StationException {
    HelloBook slow = book();
    judge(slow, hello(BOOT, 5, 60));
    judge(book(), hello(BOOT, 5, 90));

    judge(slow, hello(BOOT, 5, 70));

    assertEquals(Optional.of(hello(BOOT, 5, 90)), book().of(desk(device.key())));
  }

  @Test
  void aDeviceWithANewKeyBeginsAnew() throws StationException {
    judge(book(), hello(BOOT, 5, 60));
    DeviceKey renewed = new DeviceKey(device.id(), Format.COSE_1, SecretBytes.copyOf(new byte[32]));

    assertEquals(Optional.empty(), book().of(desk(renewed)));
  }

  private Verdict judge(HelloBook book, Hello hello) throws StationException {
    Verdict verdict = book.judge(desk(device.key()), hello, device.hello(0, hello), "");
    book.keep();
    return verdict;
  }

  private HelloBook book() {
    return new HelloBook(new StationStore(folder));
  }

  private Desk desk(DeviceKey key) {
    return new Desk(FakeDevice.sealing(time), key);
  }

  private static Hello hello(String boot, long epoch, long up) {
    return FakeDevice.hello(new BootId(boot), epoch, Duration.ofSeconds(up), FakeTime.START);
  }
}
