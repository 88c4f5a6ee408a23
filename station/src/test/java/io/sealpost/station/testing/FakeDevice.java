package io.sealpost.station.testing;

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
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.site.DeviceKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Seals what a device would, and opens what it is sent, with the real cryptography. */
public final class FakeDevice {
  /** A stream. */
  public static final StreamName TEMPERATURE = new StreamName("temperature");

  /** A boot. */
  public static final BootId BOOT = new BootId("0123456789abcdef");

  private final DeviceId id;
  private final Format format;
  private final byte[] key;
  private final FakeTime time;
  private final Sealing sealing;
  private final MessageCodec codec;

  /** A device with a key that follows from its name. */
  public FakeDevice(String id, Format format, FakeTime time) {
    this(new DeviceId(id), format, time, new byte[Sealing.KEY_SIZE]);
    Arrays.fill(key, (byte) id.hashCode());
  }

  private FakeDevice(DeviceId id, Format format, FakeTime time, byte[] key) {
    this.id = id;
    this.format = format;
    this.time = time;
    this.key = key;
    sealing = sealing(time);
    codec = format == Format.FERNET ? new JsonCodec() : new CborCodec();
  }

  /** The same device once it has another key. */
  public FakeDevice with(SecretBytes psk) {
    return new FakeDevice(id, format, time, psk.reveal());
  }

  /** Sealing at the fake time. */
  public static Sealing sealing(FakeTime time) {
    return new Sealing(new BcPrimitives(), () -> time.now().wall(), new SecureRandom());
  }

  /** Its id. */
  public DeviceId id() {
    return id;
  }

  /** The station's copy of its key. */
  public DeviceKey key() {
    return new DeviceKey(id, format, SecretBytes.copyOf(key));
  }

  /** A topic of its. */
  public String topic(String channel) {
    return "sealpost/" + id + "/" + channel;
  }

  /** Seals on a stream. */
  public byte[] seal(String stream, long epoch, long sequence, byte[] plaintext) {
    try (SecretBytes psk = SecretBytes.copyOf(key);
        Sealer sealer = sealing.sealer(format, psk, id.value(), Direction.UP)) {
      return sealer.seal(Context.up(id.value(), stream), new Counter(epoch, sequence), plaintext);
    }
  }

  /** A sealed temperature, taken now. */
  public byte[] temperature(long epoch, long sequence, double celsius) {
    return reading(
        epoch,
        sequence,
        new Reading.Temperature(new ReadingTime.Wall(time.now().wall(), true), false, celsius));
  }

  /** A sealed reading of the temperature stream. */
  public byte[] reading(long epoch, long sequence, Reading reading) {
    return reading(TEMPERATURE, epoch, sequence, reading);
  }

  /** A sealed reading. */
  public byte[] reading(StreamName stream, long epoch, long sequence, Reading reading) {
    return seal(stream.value(), epoch, sequence, codec.readings(stream, List.of(reading)));
  }

  /** A sealed hello. */
  public byte[] hello(long sequence, Hello hello) {
    return seal("hello", hello.epoch(), sequence, codec.hello(hello));
  }

  /** What it would say of itself in this boot, now. */
  public static Hello hello(BootId boot, long epoch, Duration uptime, Instant clock) {
    return hello(boot, epoch, uptime, clock, true);
  }

  /** What it would say of itself in this boot, now. */
  public static Hello hello(
      BootId boot, long epoch, Duration uptime, Instant clock, boolean synchronised) {
    return new Hello(
        boot,
        epoch,
        uptime,
        clock,
        synchronised,
        "sealpost 0.1.0",
        Optional.of("Küche"),
        LogLevel.INFO,
        new Hello.Link(3, 1, 2, 0, Optional.empty()),
        Hello.Backlog.EMPTY,
        List.of(),
        OptionalLong.empty(),
        Map.of(TEMPERATURE, stream(Duration.ofSeconds(60), OptionalLong.empty())));
  }

  /** The same with another backlog. */
  public static Hello with(Hello hello, Hello.Backlog backlog) {
    return changed(hello, backlog, hello.boots(), hello.streams());
  }

  /** The same with starts of boots. */
  public static Hello with(Hello hello, Hello.BootStart... boots) {
    return changed(hello, hello.backlog(), List.of(boots), hello.streams());
  }

  /** The same with another temperature stream. */
  public static Hello with(Hello hello, Hello.Stream temperature) {
    return changed(hello, hello.backlog(), hello.boots(), Map.of(TEMPERATURE, temperature));
  }

  /** The same with a certificate that it shows to the broker. */
  public static Hello with(Hello hello, OwnCertificate certificate) {
    Hello.Link link = hello.link();
    return new Hello(
        hello.boot(),
        hello.epoch(),
        hello.uptime(),
        hello.clock(),
        hello.synchronised(),
        hello.software(),
        hello.displayName(),
        hello.log(),
        new Hello.Link(
            link.connects(),
            link.handshakesFull(),
            link.handshakesResumed(),
            link.refused(),
            link.connectedSince(),
            Optional.of(certificate)),
        hello.backlog(),
        hello.boots(),
        hello.lastCommand(),
        hello.streams());
  }

  /** The same after it answered a command with this counter. */
  public static Hello after(long command, Hello hello) {
    return changed(
        hello, hello.backlog(), hello.boots(), OptionalLong.of(command), hello.streams());
  }

  private static Hello changed(
      Hello hello,
      Hello.Backlog backlog,
      List<Hello.BootStart> boots,
      Map<StreamName, Hello.Stream> streams) {
    return changed(hello, backlog, boots, hello.lastCommand(), streams);
  }

  private static Hello changed(
      Hello hello,
      Hello.Backlog backlog,
      List<Hello.BootStart> boots,
      OptionalLong lastCommand,
      Map<StreamName, Hello.Stream> streams) {
    return new Hello(
        hello.boot(),
        hello.epoch(),
        hello.uptime(),
        hello.clock(),
        hello.synchronised(),
        hello.software(),
        hello.displayName(),
        hello.log(),
        hello.link(),
        backlog,
        boots,
        lastCommand,
        streams);
  }

  /** A stream of a hello. */
  public static Hello.Stream stream(
      Duration interval, OptionalLong lastBefore, Hello.Dropped... dropped) {
    return new Hello.Stream(
        StreamSettings.every(interval),
        false,
        "thermal zone cpu-thermal",
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        lastBefore,
        List.of(dropped));
  }

  /** Opens a command. */
  public Opened open(BootId boot, byte[] sealed) throws RefusedException {
    try (SecretBytes psk = SecretBytes.copyOf(key);
        Opener opener = sealing.opener(format, psk, id.value(), Direction.DOWN, Optional.empty())) {
      return opener.open(Context.down(id.value(), "control", boot), sealed);
    }
  }

  /** Decodes a command. */
  public Command command(Opened opened) throws DecodeException {
    return codec.command(opened.plaintext());
  }

  /** A sealed answer to a command. */
  public byte[] answer(Opened command, Answer.Status status, Duration rate) {
    return answer(command, status, rate, Answer.Result.NONE);
  }

  /** A sealed answer with what a command asked for. */
  public byte[] answer(Opened command, Answer.Status status, Duration rate, Answer.Result result) {
    long counter = command.counter().map(Counter::sequence).orElse(0L);
    if (format == Format.FERNET) {
      counter = 0;
    }
    Answer answer =
        new Answer(
            counter,
            HexFormat.of().formatHex(command.tag()),
            status,
            new Settings(Map.of(TEMPERATURE, StreamSettings.every(rate)), LogLevel.INFO),
            Optional.empty(),
            result);
    return seal("ack", 5, 100 + counter, codec.answer(answer));
  }
}
