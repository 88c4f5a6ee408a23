package io.sealpost.e2e.rig;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.journal.ring.RingJournal;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Writes readings into the journal of an agent that does not run, by the agent's own classes. */
public final class FilledJournal {
  private static final StreamName STREAM = new StreamName("temperature");

  private FilledJournal() {}

  /**
   * Goes on after reading 0 of epoch 1.
   *
   * @param folder of the device
   * @param from when reading 0 was taken
   * @param interval between two readings
   * @param readings how many there are then, reading 0 included
   */
  public static void fill(Path folder, String device, Instant from, Duration interval, int readings)
      throws Exception {
    JournalOptions options =
        new JournalOptions(
            64 << 20,
            Duration.ofDays(30),
            new Durability.Grouped(Duration.ofMinutes(5), 1000),
            WhenFull.DROP_OLDEST,
            2,
            0);
    Sealing sealing = new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());
    InPlace syncing = new InPlace();
    Path journalFolder = folder.resolve("state/journal/readings");
    try (SecretBytes key = SecretFile.readKey(folder.resolve("psk"), Format.COSE_1);
        Sealer sealer = sealing.sealer(Format.COSE_1, key, device, Direction.UP);
        RingJournal journal = RingJournal.open(journalFolder, options, syncing, moment(from))) {
      for (int i = 1; i < readings; i++) {
        Instant taken = from.plus(interval.multipliedBy(i));
        Counter counter = new Counter(1, i);
        byte[] sealed =
            sealer.seal(Context.up(device, STREAM.value()), counter, plaintext(taken, i));
        journal.append(new Channel.Readings(STREAM), counter, sealed, moment(taken));
        syncing.settle();
      }
    }
  }

  private static Moment moment(Instant wall) {
    return new Moment(Duration.ZERO, wall, true);
  }

  private static byte[] plaintext(Instant taken, int i) {
    Reading reading =
        new Reading.Temperature(new ReadingTime.Wall(taken, true), true, 20 + i % 100 / 10.0);
    return new CborCodec().readings(STREAM, List.of(reading));
  }
}
