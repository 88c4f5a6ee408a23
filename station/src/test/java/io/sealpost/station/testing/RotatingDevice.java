package io.sealpost.station.testing;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.RotationKey;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.Terms;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device that takes other keys as the protocol says, with the real cryptography. */
public final class RotatingDevice {
  private static final Format FORMAT = Format.COSE_1;

  private final DeviceId id;
  private final FakeTime time;
  private final Sealing sealing;
  private final SecureRandom random = new SecureRandom();
  private final Rotation rotation = new Rotation(new BcPrimitives());
  private final CborCodec codec = new CborCodec();
  // Durable.
  private SecretBytes current;
  private long generation;
  private Optional<SecretBytes> old = Optional.empty();
  private long oldGeneration;
  private long epoch = 1;
  // Of this boot.
  private BootId boot = new BootId("0000000000000001");
  private @Nullable RotationKey offered;
  private long sequence;

  /**
   * @param psk 32 bytes, generation 0
   */
  public RotatingDevice(DeviceId id, SecretBytes psk, FakeTime time) {
    this.id = id;
    this.time = time;
    current = psk;
    sealing = FakeDevice.sealing(time);
  }

  /** The power was cut. */
  public void reboot() {
    epoch++;
    boot = new BootId("%016x".formatted(epoch));
    offered = null;
    sequence = 0;
  }

  /** The key it seals under. */
  public SecretBytes current() {
    return current;
  }

  /** The number of that key. */
  public long generation() {
    return generation;
  }

  /** Whether it still obeys the key before. */
  public boolean obeysOld() {
    return old.isPresent();
  }

  /** Whether it would obey a command under a key. */
  public boolean obeys(SecretBytes psk) {
    return current.equals(psk) || old.equals(Optional.of(psk));
  }

  /** Its boot. */
  public BootId boot() {
    return boot;
  }

  /** What it says of itself. */
  public byte[] hello() {
    time.pass(Duration.ofSeconds(1));
    Hello hello = FakeDevice.hello(boot, epoch, time.now().elapsed(), FakeTime.START);
    return seal("hello", codec.hello(hello));
  }

  /** Obeys a command and answers; nothing if it is not for it. */
  public Optional<byte[]> obey(byte[] sealed) {
    Optional<Answer> answer = open(current, sealed).map(opened -> underCurrent(opened));
    if (answer.isEmpty() && old.isPresent()) {
      answer =
          open(old.get(), sealed).map(opened -> obey(opened, old.orElseThrow(), oldGeneration));
    }
    return answer.map(said -> seal("ack", codec.answer(said)));
  }

  private Answer underCurrent(Opened opened) {
    old = Optional.empty();
    return obey(opened, current, generation);
  }

  private Optional<Opened> open(SecretBytes psk, byte[] sealed) {
    try (Opener opener =
        sealing.opener(FORMAT, psk, id.value(), Direction.DOWN, Optional.empty())) {
      return Optional.of(opener.open(Context.down(id.value(), "control", boot), sealed));
    } catch (RefusedException notForIt) {
      return Optional.empty();
    }
  }

  private Answer obey(Opened command, SecretBytes under, long number) {
    try {
      Action action = codec.command(command.plaintext()).action();
      if (action instanceof Action.Rotate.Offer) {
        RotationKey key = offered == null ? rotation.newKey(random) : offered;
        offered = key;
        return answer(command, Answer.Status.OK, new Answer.Result.Offer(key.publicKey()));
      }
      if (action instanceof Action.Rotate.Take take) {
        return answer(command, take(take, under, number), Answer.Result.NONE);
      }
      return answer(command, Answer.Status.OK, Answer.Result.NONE);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer.Status take(Action.Rotate.Take take, SecretBytes under, long number) {
    if (take.generation() <= number) {
      return Answer.Status.RANGE;
    }
    if (offered == null) {
      return Answer.Status.NO_OFFER;
    }
    Terms terms = new Terms(FORMAT, id.value(), take.generation(), boot);
    Optional<SecretBytes> fresh =
        rotation.unwrap(offered, terms, under, take.enc(), take.wrapped());
    if (fresh.isEmpty()) {
      return Answer.Status.NO_OFFER;
    }
    old = Optional.of(under);
    oldGeneration = number;
    current = fresh.get();
    generation = take.generation();
    offered.close();
    offered = null;
    return Answer.Status.OK;
  }

  private static Answer answer(Opened command, Answer.Status status, Answer.Result result) {
    return new Answer(
        command.counter().map(Counter::sequence).orElse(0L),
        HexFormat.of().formatHex(command.tag()),
        status,
        new Settings(Map.of(), LogLevel.INFO),
        Optional.empty(),
        result);
  }

  private byte[] seal(String stream, byte[] plaintext) {
    try (Sealer sealer = sealing.sealer(FORMAT, current, id.value(), Direction.UP)) {
      sequence++;
      return sealer.seal(Context.up(id.value(), stream), new Counter(epoch, sequence), plaintext);
    }
  }
}
