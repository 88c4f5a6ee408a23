package io.sealpost.device.uplink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.device.Station;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.protocol.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final Channel A = new Channel.Readings(TestConfig.A);
  private static final Channel B = new Channel.Readings(TestConfig.B);

  private final Station station = new Station(Format.COSE_1, new TestClock().wall());
  private final Seal seal = new Seal(TestConfig.DEVICE, 9, station.deviceSealer());

  private Optional<Counter> counterOf(Channel channel) throws RefusedException {
    Seal.Sealed sealed = seal.seal(channel, new byte[] {1});
    Optional<Counter> opened = station.open(channel.stream(), sealed.bytes()).counter();
    assertEquals(Optional.of(sealed.counter()), opened);
    return opened;
  }

  @Test
  void countsEachStreamFromZeroInItsEpoch() throws RefusedException {
    assertEquals(Optional.of(new Counter(9, 0)), counterOf(A));
    assertEquals(Optional.of(new Counter(9, 1)), counterOf(A));
    assertEquals(Optional.of(new Counter(9, 0)), counterOf(B));
    assertEquals(Optional.of(new Counter(9, 0)), counterOf(Channel.Fixed.HELLO));
    assertEquals(Optional.of(new Counter(9, 2)), counterOf(A));
  }

  @Test
  void bindsEachMessageToItsStream() throws RefusedException {
    byte[] sealed = seal.seal(Channel.Fixed.ACK, new byte[] {1, 2, 3}).bytes();
    Opened opened = station.open("ack", sealed);
    assertArrayEquals(new byte[] {1, 2, 3}, opened.plaintext());
    assertThrows(RefusedException.class, () -> station.open("hello", sealed));
  }

  @Test
  void tellsHowFarEachStreamHasCome() {
    assertEquals(OptionalLong.empty(), seal.last("a"));
    seal.seal(A, new byte[0]);
    seal.seal(A, new byte[0]);
    seal.seal(Channel.Fixed.HELLO, new byte[0]);
    assertEquals(OptionalLong.of(1), seal.last("a"));
    assertEquals(Map.of("a", 1L, "hello", 0L), seal.lastSequences());
  }

  @Test
  void spendsNoSequenceOnWhatCannotBeSealed() throws RefusedException {
    assertThrows(IllegalArgumentException.class, () -> seal.seal(A, new byte[70_000]));
    assertEquals(Optional.of(new Counter(9, 0)), counterOf(A));
  }
}
