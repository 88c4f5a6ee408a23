package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one reading costs on the wire: the payload of its PUBLISH. */
final class WireSizeTest {
  private static final StreamName STREAM = new StreamName("temperature");
  private static final Instant TAKEN = Instant.ofEpochSecond(1614555518, 139_419_000);

  @Test
  void readingSealedWithSuiteOneTakesAtMost150Bytes() {
    int size = size(Format.COSE_1, new CborCodec());
    assertTrue(size <= 150, size + " bytes");
  }

  @Test
  void readingSealedWithSuiteTwoTakesAtMost126Bytes() {
    int size = size(Format.COSE_2, new CborCodec());
    assertTrue(size <= 126, size + " bytes");
  }

  @Test
  void readingSealedWithFernetTakes164Bytes() {
    assertEquals(164, size(Format.FERNET, new JsonCodec()));
  }

  private static int size(Format format, MessageCodec codec) {
    Reading reading = new Reading.Temperature(new ReadingTime.Wall(TAKEN, true), false, 33.02);
    byte[] plaintext = codec.readings(STREAM, List.of(reading));
    Sealing sealing = new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());
    try (SecretBytes key = SecretBytes.copyOf(new byte[32]);
        Sealer sealer = sealing.sealer(format, key, "rpi-07", Direction.UP)) {
      int size =
          sealer.seal(Context.up("rpi-07", STREAM.value()), new Counter(1, 100_000), plaintext)
              .length;
      System.out.println(
          "reading 33.02 with its timestamp, "
              + format.label()
              + ": "
              + size
              + " bytes on the wire, "
              + plaintext.length
              + " of them plaintext");
      return size;
    }
  }
}
