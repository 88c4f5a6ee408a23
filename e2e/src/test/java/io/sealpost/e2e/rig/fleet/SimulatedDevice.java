package io.sealpost.e2e.rig.fleet;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the station sees of one device: hellos, and answers to commands that it obeys. */
public final class SimulatedDevice {
  private static final StreamName TEMPERATURE = new StreamName("temperature");

  private final String id;
  private final byte[] key = new byte[Sealing.KEY_SIZE];
  private final BootId boot;
  private final Sealer sealer;
  private final Opener opener;
  private final CborCodec codec = new CborCodec();
  // All below are guarded by this.
  private final long started = System.nanoTime();
  private long sequence;
  private long lastCounter;
  private int obeyed;
  private Settings settings =
      new Settings(
          Map.of(TEMPERATURE, StreamSettings.every(Duration.ofSeconds(10))), LogLevel.INFO);

  /**
   * @param number from which everything about it follows
   */
  public SimulatedDevice(Sealing sealing, int number) {
    id = "sim-%04d".formatted(number);
    Arrays.fill(key, (byte) (number + 1));
    key[0] = (byte) (number >> 8);
    boot = new BootId("%016x".formatted(number + 1L));
    try (SecretBytes psk = SecretBytes.copyOf(key)) {
      sealer = sealing.sealer(Format.COSE_1, psk, id, Direction.UP);
      opener = sealing.opener(Format.COSE_1, psk, id, Direction.DOWN, Optional.empty());
    }
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** Puts its key where the station looks for it; nothing is synced. */
  public void provision(Path ring) throws IOException {
    Path file = ring.resolve(id + ".key");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file, "format = \"cose-1\"\nkey = \"" + HexFormat.of().formatHex(key) + "\"\n");
  }

  /** How often it reads its temperature. */
  public synchronized Duration interval() {
    return settings.intervals().getOrDefault(TEMPERATURE, Duration.ZERO);
  }

  /** How many commands it obeyed. */
  public synchronized int obeyed() {
    return obeyed;
  }

  /** What it says of itself now, sealed. */
  public synchronized byte[] hello() {
    Hello hello =
        new Hello(
            boot,
            1,
            uptime(),
            Instant.now(),
            true,
            "sealpost simulated",
            Optional.empty(),
            settings.log(),
            new Hello.Link(1, 1, 0, 0, Optional.empty()),
            Hello.Backlog.EMPTY,
            List.of(),
            lastCounter == 0 ? OptionalLong.empty() : OptionalLong.of(lastCounter),
            Map.of(TEMPERATURE, stream()));
    return seal("hello", codec.hello(hello));
  }

  /** Obeys a command. */
  public synchronized Optional<byte[]> obey(byte[] sealed) {
    try {
      Opened opened = opener.open(Context.down(id, "control", boot), sealed);
      long counter = opened.counter().map(Counter::sequence).orElseThrow();
      Answer.Status status = status(counter, opened.plaintext());
      String of = HexFormat.of().formatHex(opened.tag());
      return Optional.of(seal("ack", codec.answer(new Answer(counter, of, status, settings))));
    } catch (RefusedException | DecodeException notForUs) {
      return Optional.empty();
    }
  }

  private Answer.Status status(long counter, byte[] plaintext) throws DecodeException {
    Command command = codec.command(plaintext);
    if (counter <= lastCounter) {
      return Answer.Status.SUPERSEDED;
    }
    lastCounter = counter;
    if (uptime().compareTo(command.by()) > 0) {
      return Answer.Status.LATE;
    }
    if (command.action() instanceof Action.Set set) {
      settings = settings.with(set);
      obeyed++;
    }
    return Answer.Status.OK;
  }

  private Hello.Stream stream() {
    StreamSettings present =
        settings.streams().getOrDefault(TEMPERATURE, StreamSettings.every(Duration.ofSeconds(1)));
    return new Hello.Stream(
        present,
        true,
        "simulated",
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }

  private byte[] seal(String stream, byte[] plaintext) {
    return sealer.seal(Context.up(id, stream), new Counter(1, sequence++), plaintext);
  }

  private Duration uptime() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
