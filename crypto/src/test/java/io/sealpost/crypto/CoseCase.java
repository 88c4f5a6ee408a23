package io.sealpost.crypto;

import io.sealpost.protocol.BootId;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A random message in a random context, told alike to us and to the Python peer. */
@SuppressWarnings("ArrayRecordComponent") // test data, never compared as a whole
record CoseCase(Format format, byte[] psk, Context context, Counter counter, byte[] plaintext) {
  private static final List<String> NAMES =
      List.of("a", "rpi-07", "gärten-süd", "台所", "cellar \uD83C\uDF21", "x".repeat(64));
  private static final List<String> STREAMS = List.of("temperature", "ack", "hello", "control");

  static CoseCase draw(Random random) {
    String device = NAMES.get(random.nextInt(NAMES.size()));
    String stream = STREAMS.get(random.nextInt(STREAMS.size()));
    Context context =
        random.nextBoolean()
            ? Context.up(device, stream)
            : Context.down(device, stream, BootId.of(bytes(random, 8)));
    return new CoseCase(
        random.nextBoolean() ? Format.COSE_1 : Format.COSE_2,
        bytes(random, 32),
        context,
        new Counter(number(random), number(random)),
        bytes(random, random.nextInt(random.nextInt(10) == 0 ? 5000 : 80)));
  }

  byte[] seal() {
    try (Sealer sealer =
        Samples.SEALING.sealer(format, key(), context.device(), context.direction())) {
      return sealer.seal(context, counter, plaintext);
    }
  }

  Opened open(byte[] sealed) throws RefusedException {
    try (Opener opener =
        Samples.SEALING.opener(
            format, key(), context.device(), context.direction(), Optional.empty())) {
      return opener.open(context, sealed);
    }
  }

  String sealRequest() {
    return "seal %s %d %d %s"
        .formatted(fields(), counter.epoch(), counter.sequence(), hex(plaintext));
  }

  String openRequest(byte[] sealed) {
    return "open %s %s".formatted(fields(), hex(sealed));
  }

  /** What the peer answers when it has opened the message. */
  String openAnswer() {
    return "%d %d =%s".formatted(counter.epoch(), counter.sequence(), hex(plaintext));
  }

  private String fields() {
    return String.join(
        " ",
        format == Format.COSE_1 ? "1" : "2",
        context.direction() == Direction.UP ? "up" : "dn",
        hex(psk),
        hex(context.device().getBytes(StandardCharsets.UTF_8)),
        hex(context.stream().getBytes(StandardCharsets.UTF_8)),
        context.boot().map(BootId::hex).orElse("-"));
  }

  private SecretBytes key() {
    return SecretBytes.copyOf(psk);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static long number(Random random) {
    return random.nextInt(4) == 0 ? Counter.MAX : Integer.toUnsignedLong(random.nextInt());
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
