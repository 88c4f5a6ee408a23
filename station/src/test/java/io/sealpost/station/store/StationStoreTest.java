package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StationStoreTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");
  private static final BootId BOOT = new BootId("0123456789abcdef");
  private static final Action.Set WISH =
      Action.Set.every(new StreamName("temperature"), Duration.ofSeconds(10));

  @TempDir private Path folder = Path.of("");

  @Test
  void countersGoOnAfterARestart() throws StationException {
    assertEquals(1, take(BOOT, OptionalLong.empty()));
    assertEquals(2, take(BOOT, OptionalLong.empty()));
  }

  @Test
  void aCounterIsHigherThanWhatTheDeviceReports() throws StationException {
    assertEquals(42, take(BOOT, OptionalLong.of(41)));
    assertEquals(43, take(BOOT, OptionalLong.of(7)));
  }

  @Test
  void everyBootHasItsOwnCounters() throws StationException {
    take(BOOT, OptionalLong.of(9));

    assertEquals(1, take(new BootId("1111111111111111"), OptionalLong.empty()));
    assertEquals(11, take(BOOT, OptionalLong.empty()));
  }

  @Test
  void usedUpCountersDoNotBeginAnewAndNothingIsDesired() throws StationException {
    assertEquals(Optional.empty(), taken(BOOT, OptionalLong.of(Counter.MAX)));
    assertEquals(Desired.NOTHING, store().ledger(DEVICE).desired());
  }

  @Test
  void manyDevicesAreWrittenAtOnceAndEachHasItsOwnCounter() throws StationException {
    List<Counters.Claim> claims = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      OptionalLong reported = OptionalLong.of(i);
      claims.add(new Counters.Claim(new DeviceId("d" + i), BOOT, reported, Optional.empty()));
    }

    Map<DeviceId, Long> taken = store().take(claims);

    assertEquals(50, taken.size());
    assertEquals(50, taken.get(new DeviceId("d49")));
    assertEquals(50, store().ledger(new DeviceId("d49")).counters().get(BOOT), "is on the disk");
  }

  @Test
  void wishesAreReplacedAndCountersStay() throws StationException {
    take(BOOT, OptionalLong.empty());
    Desired other = new Desired(Map.of(), Optional.of(LogLevel.DEBUG));

    store().want(Map.of(DEVICE, other));

    assertEquals(other, store().ledger(DEVICE).desired());
    assertEquals(2, take(BOOT, OptionalLong.empty()));
  }

  @Test
  void whatIsDesiredIsRememberedUntilGivenUp() throws StationException {
    take(BOOT, OptionalLong.empty());
    assertEquals(Desired.of(WISH), store().ledger(DEVICE).desired());

    store().giveUp(DEVICE, WISH);
    assertEquals(Desired.NOTHING, store().ledger(DEVICE).desired());
    assertEquals(2, take(BOOT, OptionalLong.empty()));
  }

  @Test
  void aHelloIsKeptAndReplacedOnlyIfOutdated() throws StationException {
    assertEquals(Optional.empty(), store().hello(DEVICE));
    store().replaceHello(DEVICE, new byte[] {1}, kept -> false);
    store().replaceHello(DEVICE, new byte[] {2}, kept -> false);
    assertArrayEquals(new byte[] {1}, store().hello(DEVICE).orElseThrow());

    store().replaceHello(DEVICE, new byte[] {3}, kept -> kept[0] == 1);
    assertArrayEquals(new byte[] {3}, store().hello(DEVICE).orElseThrow());
  }

  @Test
  void nobodyElseCanReadWhatIsKept() throws StationException, IOException {
    take(BOOT, OptionalLong.empty());

    assertEquals("rwx------", mode(folder.resolve("state")));
    assertEquals("rw-------", mode(folder.resolve("state/commands/rpi-07")));
  }

  @Test
  void aFileLeftBehindByAPowerCutIsNoHindrance() throws StationException, IOException {
    take(BOOT, OptionalLong.empty());
    Files.writeString(folder.resolve("state/commands/.rpi-07.new"), "half");

    assertEquals(2, take(BOOT, OptionalLong.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"counters\":{\"xyz\":1},\"desired_ms\":{}}",
        "{\"counters\":{},\"desired_ms\":{\"hello\":1}}",
        "{\"counters\":{\"0123456789abcdef\":\"1\"},\"desired_ms\":{}}",
        "{\"desired_ms\":{},\"counters\":{}}",
        "{\"counters\":{}}\n{\"get\":true,\"by\":0}",
        "{\"counters\":{}}\n{"
      })
  void aDamagedFileIsNamedWithTheCure(String content) throws IOException {
    Path file = folder.resolve("state/commands/rpi-07");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);

    StationException fault = assertThrows(StationException.class, () -> store().ledger(DEVICE));

    assertEquals(ExitCode.CONFIGURATION, fault.exitCode());
    assertTrue(String.valueOf(fault.getMessage()).startsWith(file + ": damaged; delete it"));
  }

  @Test
  void aStateFolderThatCannotBeIsToldWithItsName() throws IOException {
    Files.writeString(folder.resolve("state"), "a file");

    StationException fault =
        assertThrows(StationException.class, () -> take(BOOT, OptionalLong.empty()));

    assertTrue(
        String.valueOf(fault.getMessage()).contains("the station cannot keep its state here"));
  }

  private long take(BootId boot, OptionalLong reported) throws StationException {
    return taken(boot, reported).orElseThrow();
  }

  private Optional<Long> taken(BootId boot, OptionalLong reported) throws StationException {
    Counters.Claim claim = new Counters.Claim(DEVICE, boot, reported, Optional.of(WISH));
    return Optional.ofNullable(store().take(List.of(claim)).get(DEVICE));
  }

  private StationStore store() {
    return new StationStore(folder.resolve("state"));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
