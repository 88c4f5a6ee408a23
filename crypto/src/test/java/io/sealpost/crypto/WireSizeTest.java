package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes on the wire for one temperature with its time; printed for whoever wonders. */
class WireSizeTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_614_555_518L, 139_419_000L);
  private static final Reading READING =
      new Reading.Temperature(new ReadingTime.Wall(TIME, true), false, 33.02);

  @Test
  void suiteOneTakesAtMost150Bytes() {
    int size = size(Format.COSE_1, new CborCodec());
    assertTrue(size <= 150, () -> "cose-1 takes " + size + " bytes");
  }

  @Test
  void suiteTwoTakesAtMost126Bytes() {
    int size = size(Format.COSE_2, new CborCodec());
    assertTrue(size <= 126, () -> "cose-2 takes " + size + " bytes");
  }

  @Test
  void fernetTakes164BytesAsItEverDid() {
    assertEquals(164, size(Format.FERNET, new JsonCodec()));
  }

  private static int size(Format format, MessageCodec codec) {
    byte[] plaintext = codec.readings(new StreamName(Samples.STREAM), List.of(READING));
    int size = Samples.sealed(format, plaintext).length;
    System.out.println(
        "33.02 degrees at 1614555518.139419 as " + format.label() + ": " + size + " bytes");
    return size;
  }
}
