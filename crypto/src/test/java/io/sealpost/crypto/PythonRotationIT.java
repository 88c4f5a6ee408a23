package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.BootId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An implementation in Python, from RFC 9180 and the description alone, agrees. */
class PythonRotationIT {
  private static final int CASES = 100;
  private static final String SCRIPT = "rotate_peer.py";
  private static final HexFormat HEX = HexFormat.of();

  private final Random random = new Random(9180);
  private final Rotation rotation = new Rotation(Samples.PRIMITIVES);
  private final List<Case> cases = Stream.generate(this::draw).limit(CASES).toList();

  /** One rotation, told alike to us and to the peer. */
  @SuppressWarnings("ArrayRecordComponent") // test data, never compared as a whole
  private record Case(Terms terms, byte[] oldPsk, byte[] newPsk, byte[] privateKey) {
    RotationKey key() {
      return new RotationKey(Samples.PRIMITIVES.hpke(), SecretBytes.copyOf(privateKey));
    }

    String fields() {
      return "%s %s %d %s %s"
          .formatted(
              terms.format() == Format.COSE_1 ? "1" : "2",
              HEX.formatHex(terms.device().getBytes(StandardCharsets.UTF_8)),
              terms.generation(),
              terms.boot(),
              HEX.formatHex(oldPsk));
    }
  }

  @Test
  void weUnwrapWhatPythonWraps() {
    List<String> requests = new ArrayList<>();
    for (Case drawn : cases) {
      String ephemeral = HEX.formatHex(bytes(32));
      String fields = drawn.fields() + " " + ephemeral + " " + drawn.key().publicKey();
      requests.add("wrap " + fields + " " + HEX.formatHex(drawn.newPsk()));
    }
    List<String> answers = PythonPeer.run(SCRIPT, requests);
    for (int i = 0; i < CASES; i++) {
      Case drawn = cases.get(i);
      String[] sent = answers.get(i).split(" ", -1);
      SecretBytes old = SecretBytes.copyOf(drawn.oldPsk());
      SecretBytes unwrapped =
          rotation.unwrap(drawn.key(), drawn.terms(), old, sent[0], sent[1]).orElseThrow();
      assertArrayEquals(drawn.newPsk(), unwrapped.reveal());
    }
  }

  @Test
  void pythonUnwrapsWhatWeWrap() {
    List<String> requests = cases.stream().map(drawn -> unwrapRequest(drawn, drawn)).toList();
    List<String> expected = cases.stream().map(drawn -> HEX.formatHex(drawn.newPsk())).toList();
    assertEquals(expected, PythonPeer.run(SCRIPT, requests));
  }

  @Test
  void pythonRefusesWhatWeWrappedUnderOtherTerms() {
    List<String> requests = new ArrayList<>();
    for (int i = 1; i < CASES; i++) {
      Case other = cases.get(i - 1);
      Case drawn = cases.get(i);
      for (Case by :
          List.of(
              new Case(other.terms(), drawn.oldPsk(), drawn.newPsk(), drawn.privateKey()),
              new Case(drawn.terms(), other.oldPsk(), drawn.newPsk(), drawn.privateKey()),
              new Case(drawn.terms(), drawn.oldPsk(), drawn.newPsk(), other.privateKey()))) {
        requests.add(unwrapRequest(drawn, by));
      }
    }
    List<String> answers = PythonPeer.run(SCRIPT, requests);
    assertEquals(List.of("refused"), answers.stream().distinct().toList());
  }

  @Test
  void bothDeriveTheSameKeysFromAMaster() {
    List<String> requests = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Case drawn : cases) {
      Terms terms = drawn.terms();
      String device = HEX.formatHex(terms.device().getBytes(StandardCharsets.UTF_8));
      requests.add(
          "psk %s %s %d".formatted(HEX.formatHex(drawn.oldPsk()), device, terms.generation()));
      SecretBytes master = SecretBytes.copyOf(drawn.oldPsk());
      SecretBytes psk = Samples.SEALING.psk(master, terms.device(), terms.generation());
      expected.add(HEX.formatHex(psk.reveal()));
    }
    assertEquals(expected, PythonPeer.run(SCRIPT, requests));
  }

  /** Wrapped as {@code by} has it, to be unwrapped as {@code to} has it. */
  private String unwrapRequest(Case to, Case by) {
    Wrapped sent =
        rotation
            .wrap(
                by.key().publicKey(),
                by.terms(),
                SecretBytes.copyOf(by.oldPsk()),
                SecretBytes.copyOf(by.newPsk()))
            .orElseThrow();
    String privateKey = HEX.formatHex(to.privateKey());
    return "unwrap %s %s %s %s".formatted(to.fields(), privateKey, sent.enc(), sent.wrapped());
  }

  private Case draw() {
    String device = List.of("rpi-07", "gärten-süd", "台所").get(random.nextInt(3));
    Format format = random.nextBoolean() ? Format.COSE_1 : Format.COSE_2;
    long generation = Math.max(1, random.nextLong() >>> (1 + random.nextInt(62)));
    Terms terms = new Terms(format, device, generation, BootId.of(bytes(8)));
    return new Case(terms, bytes(32), bytes(32), bytes(32));
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
