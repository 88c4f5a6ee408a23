package io.sealpost.device;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.keys.DeviceKeys;
import io.sealpost.device.keys.Owner;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.device.keys.Vault;
import io.sealpost.device.state.KeyStore;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The other end, with real cryptography and the device's key. */
public final class Station {
  private final Format format;
  private final Sealing sealing;
  private final SecretBytes key;
  private final MessageCodec codec;
  private final Sealer sealer;
  private final Opener opener;

  /**
   * @param clock dates Fernet tokens, the device's included
   */
  public Station(Format format, InstantSource clock) {
    byte[] psk = new byte[32];
    Arrays.fill(psk, (byte) 0x5A);
    this.format = format;
    this.key = SecretBytes.copyOf(psk);
    this.sealing = new Sealing(new BcPrimitives(), clock, new SecureRandom());
    this.codec = format == Format.FERNET ? new JsonCodec() : new CborCodec();
    this.sealer = sealing.sealer(format, key, TestConfig.DEVICE.value(), Direction.DOWN);
    this.opener =
        sealing.opener(format, key, TestConfig.DEVICE.value(), Direction.UP, Optional.empty());
  }

  /** The device's end of the uplink. */
  public Sealer deviceSealer() {
    return sealing.sealer(format, key, TestConfig.DEVICE.value(), Direction.UP);
  }

  /** The device's end of the downlink, with the station's key provisioned. */
  public RotationDesk rotation(BootId boot) {
    return rotation(boot, new FakeKeyStore());
  }

  /** The same with what rotations have left. */
  public RotationDesk rotation(BootId boot, KeyStore store) {
    Owner owner =
        new Owner(
            format,
            TestConfig.DEVICE.value(),
            boot,
            Optional.of(Duration.ofSeconds(60)).filter(ttl -> format == Format.FERNET));
    try {
      Vault vault = new Vault(sealing, store, () -> key.part(0, key.size()));
      return new RotationDesk(
          DeviceKeys.open(owner, sealing, vault),
          new Rotation(new BcPrimitives()),
          new SecureRandom());
    } catch (SecretFileException | StateException e) {
      throw new AssertionError(e);
    }
  }

  /** What the device lets out of people. */
  Outside.Personal personal(DeviceConfig config) {
    try {
      return new Outside.Personal(
          new Discretion(config, new BcPrimitives(), key), Irks.load(config, new BcPrimitives()));
    } catch (SecretFileException | StartupException e) {
      throw new AssertionError(e);
    }
  }

  public MessageCodec codec() {
    return codec;
  }

  /** A sealed command. */
  public byte[] command(BootId boot, Counter counter, Command command) {
    return sealed(boot, counter, codec.command(command));
  }

  /** Any bytes, sealed as a command would be. */
  public byte[] sealed(BootId boot, Counter counter, byte[] plaintext) {
    return sealer.seal(
        Context.down(TestConfig.DEVICE.value(), "control", boot), counter, plaintext);
  }

  /** A command for one stream, with all the time in the world. */
  public byte[] set(BootId boot, Counter counter, StreamName stream, Duration interval) {
    return command(
        boot, counter, new Command(Action.Set.every(stream, interval), Duration.ofDays(1)));
  }

  /** Opens what the device sealed. */
  public Opened open(String stream, byte[] sealed) throws RefusedException {
    return opener.open(Context.up(TestConfig.DEVICE.value(), stream), sealed);
  }

  public Answer answer(byte[] sealed) throws RefusedException, DecodeException {
    return codec.answer(open("ack", sealed).plaintext());
  }

  public Hello hello(byte[] sealed) throws RefusedException, DecodeException {
    return codec.hello(open("hello", sealed).plaintext());
  }

  public Reading reading(StreamName stream, byte[] sealed)
      throws RefusedException, DecodeException {
    return readings(stream, sealed).get(0);
  }

  /** All that share a message. */
  public List<Reading> readings(StreamName stream, byte[] sealed)
      throws RefusedException, DecodeException {
    return codec.readings(stream, open(stream.value(), sealed).plaintext(), TestClock.START);
  }
}
