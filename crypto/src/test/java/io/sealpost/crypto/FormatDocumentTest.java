package io.sealpost.crypto;

import static io.sealpost.crypto.Jdk.concat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborWriter;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every value of the worked examples in docs/format.md, computed from those before it in the way
 * that the document says, and held against our own code.
 */
class FormatDocumentTest {
  private static final String PROFILE = "sealpost/1";
  private static final String DEVICE = "rpi-07";
  private static final BootId BOOT = new BootId("5f0e1d2c3b4a5968");
  private static final byte[] A256GCM = HexFormat.of().parseHex("a10103");

  private final FormatValues keys = FormatValues.of("keys");

  private byte[] derived(String purpose, int size) throws GeneralSecurityException {
    byte[] prk = Jdk.hmac(PROFILE.getBytes(US_ASCII), keys.given("psk"));
    return Jdk.expand(prk, info(purpose), size);
  }

  private static byte[] info(String purpose) {
    return cbor(4).text(PROFILE).integer(1).text(purpose).text(DEVICE).toByteArray();
  }

  private static CborWriter cbor(int items) {
    return new CborWriter().array(items);
  }

  @Test
  void keysAreDerivedAsShown() throws GeneralSecurityException {
    keys.check("salt", PROFILE.getBytes(US_ASCII));
    for (String purpose :
        List.of("up enc", "up mac", "up nonce", "dn enc", "dn mac", "dn nonce", "kid")) {
      keys.check("info of " + purpose, info(purpose));
      keys.check(purpose, derived(purpose, purpose.equals("kid") ? 8 : 32));
    }
    assertEquals(List.of(), keys.unchecked());
    try (SecretBytes psk = SecretBytes.copyOf(keys.given("psk"))) {
      assertArrayEquals(keys.given("kid"), Samples.SEALING.kid(Format.COSE_1, psk, DEVICE));
    }
  }

  @Test
  void aKeyIsMadeFromTheMasterKeyAsShown() throws GeneralSecurityException {
    FormatValues values = FormatValues.of("master");
    byte[] prk = Jdk.hmac(PROFILE.getBytes(US_ASCII), values.given("master key"));
    byte[] info =
        cbor(5).text(PROFILE).integer(0).text("psk").text(DEVICE).integer(0).toByteArray();
    byte[] psk = values.check("psk", Jdk.expand(prk, values.check("info", info), 32));
    assertEquals(List.of(), values.unchecked());
    try (SecretBytes master = SecretBytes.copyOf(values.given("master key"));
        SecretBytes expected = SecretBytes.copyOf(psk)) {
      assertEquals(expected, Samples.SEALING.psk(master, DEVICE, 0));
    }
  }

  @Test
  void theReadingIsSealedAsShown() throws Exception {
    byte[] context =
        cbor(4).text(PROFILE).integer(0).text(DEVICE).text("temperature").toByteArray();
    FormatValues values = sealedAsShown("up", "up", context, new Counter(7, 42));
    sealsAndOpens(values, Direction.UP, Context.up(DEVICE, "temperature"), new Counter(7, 42));
  }

  @Test
  void theCommandIsSealedAsShown() throws Exception {
    byte[] context =
        cbor(5)
            .text(PROFILE)
            .integer(1)
            .text(DEVICE)
            .text("control")
            .bytes(BOOT.bytes())
            .toByteArray();
    FormatValues values = sealedAsShown("down", "dn", context, new Counter(7, 3));
    Context own = Context.down(DEVICE, "control", BOOT);
    sealsAndOpens(values, Direction.DOWN, own, new Counter(7, 3));
  }

  private FormatValues sealedAsShown(String block, String way, byte[] context, Counter counter)
      throws GeneralSecurityException {
    FormatValues values = FormatValues.of(block);
    byte[] plaintext = values.given("plaintext");
    values.check("context", context);
    byte[] cti = HexFormat.of().parseHex("%08x%08x".formatted(counter.epoch(), counter.sequence()));
    byte[] header = values.check("header", header(values.check("cti", cti)));
    byte[] bound = concat(context, header);
    byte[] input =
        values.check(
            "nonce-input", cbor(3).text("nonce").bytes(bound).bytes(plaintext).toByteArray());
    byte[] mac = Jdk.hmac(derived(way + " nonce", 32), input);
    byte[] nonce = values.check("nonce", Arrays.copyOf(mac, 12));
    byte[] aad =
        values.check("gcm-aad", cbor(3).text("Encrypt0").bytes(A256GCM).bytes(bound).toByteArray());
    byte[] sealed = Jdk.gcm(derived(way + " enc", 32), nonce, aad, plaintext);
    values.check("ciphertext", Arrays.copyOf(sealed, plaintext.length));
    values.check("gcm-tag", Arrays.copyOfRange(sealed, plaintext.length, sealed.length));
    outerAsShown(values, derived(way + " mac", 32), inner(nonce, sealed));
    assertEquals(List.of(), values.unchecked());
    return values;
  }

  private byte[] header(byte[] cti) {
    return new CborWriter()
        .map(4)
        .integer(1)
        .integer(5)
        .integer(3)
        .integer(16)
        .integer(4)
        .bytes(keys.given("kid"))
        .integer(15)
        .map(1)
        .integer(7)
        .bytes(cti)
        .toByteArray();
  }

  private static byte[] inner(byte[] nonce, byte[] ciphertext) {
    return cbor(3).bytes(A256GCM).map(1).integer(5).bytes(nonce).bytes(ciphertext).toByteArray();
  }

  private static void outerAsShown(FormatValues values, byte[] key, byte[] inner)
      throws GeneralSecurityException {
    byte[] header = values.given("header");
    byte[] payload = values.check("payload", inner);
    CborWriter covered = cbor(4).text("MAC0").bytes(header).bytes(values.given("context"));
    byte[] input = values.check("mac-input", covered.bytes(payload).toByteArray());
    byte[] tag = values.check("tag", Jdk.hmac(key, input));
    CborWriter message = new CborWriter().tag(17).array(4).bytes(header).map(0).bytes(payload);
    values.check("message", message.bytes(tag).toByteArray());
  }

  private void sealsAndOpens(
      FormatValues values, Direction direction, Context context, Counter counter)
      throws RefusedException {
    byte[] message = values.given("message");
    byte[] plaintext = values.given("plaintext");
    try (SecretBytes psk = SecretBytes.copyOf(keys.given("psk"));
        Sealer sealer = Samples.SEALING.sealer(Format.COSE_1, psk, DEVICE, direction);
        Opener opener =
            Samples.SEALING.opener(Format.COSE_1, psk, DEVICE, direction, Optional.empty())) {
      assertArrayEquals(message, sealer.seal(context, counter, plaintext));
      assertArrayEquals(plaintext, opener.open(context, message).plaintext());
    }
  }

  @Test
  void theFernetTokenIsSealedAsShown() throws Exception {
    FormatValues values = FormatValues.of("fernet");
    byte[] psk = keys.given("psk");
    byte[] signing = values.check("signing key", Arrays.copyOf(psk, 16));
    byte[] encryption = values.check("encryption key", Arrays.copyOfRange(psk, 16, 32));
    byte[] plaintext = values.given("plaintext");
    assertEquals("{\"temperature\": 21.5, \"timestamp\": 1795867200.25}", text(plaintext));
    byte[] iv = values.given("iv");
    byte[] ciphertext = values.check("ciphertext", Jdk.cbc(encryption, iv, plaintext));
    byte[] covered = concat(values.given("version"), values.given("time"), iv, ciphertext);
    byte[] mac = values.check("mac", Jdk.hmac(signing, covered));
    byte[] token = CanonicalBase64.encode(concat(covered, mac));
    assertEquals(FormatValues.block("token").replaceAll("\\s", ""), text(token));
    try (SecretBytes key = SecretBytes.copyOf(psk);
        Fernet fernet = new Fernet(Samples.PRIMITIVES, key)) {
      assertArrayEquals(token, fernet.seal(Instant.ofEpochSecond(1795867200), iv, plaintext));
    }
    assertEquals(List.of(), values.unchecked());
  }

  private static String text(byte[] ascii) {
    return new String(ascii, UTF_8);
  }

  @Test
  void theNewKeyIsWrappedAsShown() throws GeneralSecurityException {
    FormatValues values = FormatValues.of("rotate");
    byte[] offer = values.check("offer", Jdk.x25519(values.given("device secret")));
    byte[] secret = values.given("station secret");
    byte[] enc = values.check("enc", Jdk.x25519(secret));
    byte[] dh = values.check("dh", Jdk.x25519(secret, offer));
    byte[] shared = values.check("shared secret", HpkeOnceMore.shared(dh, enc, offer));
    byte[] psk = values.check("hpke psk", derived("rotate", 32));
    byte[] kid = values.check("psk id", derived("kid", 8));
    byte[] info =
        values.check(
            "info",
            cbor(6)
                .text(PROFILE)
                .text("rotate")
                .text(DEVICE)
                .integer(1)
                .bytes(kid)
                .bytes(BOOT.bytes())
                .toByteArray());
    byte[] context = values.check("key schedule context", HpkeOnceMore.context(kid, info));
    byte[] schedule = values.check("secret", HpkeOnceMore.secret(shared, psk));
    byte[] key = values.check("key", HpkeOnceMore.expanded(schedule, "key", context, 32));
    byte[] nonce =
        values.check("nonce", HpkeOnceMore.expanded(schedule, "base_nonce", context, 12));
    values.check("wrapped", Jdk.chaCha(key, nonce, values.given("new psk")));
    assertEquals(List.of(), values.unchecked());
  }

  @Test
  void ourOwnCodeUnwrapsTheNewKey() {
    FormatValues values = FormatValues.of("rotate");
    HexFormat hex = HexFormat.of();
    SecretBytes secret = SecretBytes.copyOf(values.given("device secret"));
    try (SecretBytes psk = SecretBytes.copyOf(keys.given("psk"));
        RotationKey pair = new RotationKey(Samples.PRIMITIVES.hpke(), secret);
        SecretBytes expected = SecretBytes.copyOf(values.given("new psk"))) {
      assertEquals(hex.formatHex(values.given("offer")), pair.publicKey());
      Optional<SecretBytes> unwrapped =
          new Rotation(Samples.PRIMITIVES)
              .unwrap(
                  pair,
                  new Terms(Format.COSE_1, DEVICE, 1, BOOT),
                  psk,
                  hex.formatHex(values.given("enc")),
                  hex.formatHex(values.given("wrapped")));
      assertEquals(Optional.of(expected), unwrapped);
    }
  }

  @Test
  void threeKeysAreEnoughToRead() throws RefusedException {
    FormatValues values = FormatValues.of("up");
    SecretBytes encryption = SecretBytes.copyOf(keys.given("up enc"));
    SecretBytes authentication = SecretBytes.copyOf(keys.given("up mac"));
    String kid = HexFormat.of().formatHex(keys.given("kid"));
    try (ReadKeys read = new ReadKeys(Format.COSE_1, kid, encryption, authentication);
        Opener opener = Samples.SEALING.opener(read, DEVICE)) {
      Context context = Context.up(DEVICE, "temperature");
      assertArrayEquals(
          values.given("plaintext"), opener.open(context, values.given("message")).plaintext());
    }
  }
}
