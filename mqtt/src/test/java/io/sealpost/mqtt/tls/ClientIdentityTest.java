package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.testing.Program;
import io.sealpost.mqtt.testing.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdentityTest {
  @TempDir private static Path folder;
  private static Certificates certificates;
  private static Identity ec;
  private static Identity rsa;

  @BeforeAll
  static void issue() throws IOException {
    certificates = new Certificates(folder.resolve("ca"));
    ec = certificates.client("ec");
    rsa = certificates.rsaClient("rsa");
  }

  @ParameterizedTest
  @CsvSource({
    "EC, pkey -in %s -out %s, BEGIN PRIVATE KEY",
    "EC, ec -in %s -out %s, BEGIN EC PRIVATE KEY",
    "RSA, pkey -in %s -out %s, BEGIN PRIVATE KEY",
    "RSA, rsa -traditional -in %s -out %s, BEGIN RSA PRIVATE KEY",
  })
  void keyIsReadInEachEncoding(String algorithm, String command, String label) throws Exception {
    Identity from = algorithm.equals("EC") ? ec : rsa;
    Path key = Files.createTempFile(folder, "key", ".pem");
    openssl(command.formatted(from.key(), key));
    assertTrue(Files.readString(key).contains("-----" + label));
    ClientIdentity read = ClientIdentity.read(new ClientCertificate(from.certificate(), key));
    assertEquals(algorithm, read.key().getAlgorithm());
    assertEquals("CN=" + algorithm.toLowerCase(Locale.ROOT), subject(read));
  }

  @Test
  void keyMayHaveItsCurveInASectionOfItsOwn() throws Exception {
    Path key = Files.createTempFile(folder, "key", ".pem");
    Path parameters = folder.resolve("parameters.pem");
    openssl("ecparam -name prime256v1 -out " + parameters);
    openssl("ec -in " + ec.key() + " -out " + key);
    Files.writeString(key, Files.readString(parameters) + Files.readString(key));
    assertEquals("CN=ec", subject(read(ec.certificate(), key)));
  }

  @Test
  void keyWithoutItsCurveInsideNeedsTheSection() throws Exception {
    // RFC 5915 leaves the parameters out of the key, which OpenSSL cannot
    Path key = closed("curveless.pem", sec1WithoutParameters(ec.key()));
    String message = refusal(ec.certificate(), key);
    assertTrue(message.contains("does not say on which curve its key is"), message);
    Path parameters = folder.resolve("curve.pem");
    openssl("ecparam -name prime256v1 -out " + parameters);
    Files.writeString(key, Files.readString(parameters) + Files.readString(key));
    assertEquals("CN=ec", subject(read(ec.certificate(), key)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pkey -aes128", "ec -aes128"})
  void encryptedKeyIsRefusedWithWhatToDo(String command) throws Exception {
    Path key = Files.createTempFile(folder, "key", ".pem");
    openssl(command + " -passout pass:test -in " + ec.key() + " -out " + key);
    String message = refusal(ec.certificate(), key);
    assertTrue(message.startsWith("the key file " + key + " is encrypted"), message);
    assertTrue(message.contains("openssl pkey -in FILE -out NEW"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
  void keyThatOthersMayReachIsRefused(String mode) throws Exception {
    Path key = closed("open-" + mode, Files.readString(ec.key()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
    String message = refusal(ec.certificate(), key);
    assertEquals(
        "the key file " + key + " has mode " + mode + ", which lets others in: chmod 600 " + key,
        message);
  }

  @Test
  void keyOfAnotherCertificateIsRefused() {
    String message = refusal(ec.certificate(), rsa.key());
    assertTrue(message.contains(rsa.key() + " is not for the first certificate in"), message);
    assertTrue(message.contains(ec.certificate() + " ('CN=ec')"), message);
  }

  @Test
  void certificateOfTheAuthorityMustNotComeFirst() throws Exception {
    Path chain = folder.resolve("chain.pem");
    String authority = Files.readString(certificates.authority());
    Files.writeString(chain, authority + Files.readString(ec.certificate()));
    assertTrue(refusal(chain, ec.key()).contains("put our certificate before those of"));
    Files.writeString(chain, Files.readString(ec.certificate()) + authority);
    assertEquals(2, read(chain, ec.key()).chain().size());
  }

  @Test
  void keyOfAnotherKindIsRefused() throws Exception {
    Path key = closed("ed25519.pem", "");
    openssl("genpkey -algorithm ed25519 -out " + key);
    String message = refusal(ec.certificate(), key);
    assertTrue(message.contains("of the algorithm 1.3.101.112: expected EC or RSA"), message);
    Path dsa = closed("dsa.pem", "-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA-----\n");
    assertTrue(refusal(ec.certificate(), dsa).contains("'DSA PRIVATE KEY': expected EC or RSA"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n",
        "-----BEGIN CERTIFICATE-----\nc2VjcmV0\n-----END CERTIFICATE-----\n",
        "",
      })
  void damagedKeyIsRefusedWithoutQuotingIt(String text) throws Exception {
    Path key = closed("damaged.pem", text);
    String message = refusal(ec.certificate(), key);
    assertTrue(message.startsWith("the key file " + key + " "), message);
    assertFalse(message.contains("secret") || message.contains("c2Vjc"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void fileThatIsMissingIsNamed() {
    Path none = folder.resolve("none");
    assertEquals("the key file " + none + " does not exist", refusal(ec.certificate(), none));
    assertEquals("the certificate file " + none + " does not exist", refusal(none, ec.key()));
  }

  @Test
  void datesOfOurCertificateAreComplainedOfButNotRefused() throws Exception {
    ClientIdentity own = read(ec.certificate(), ec.key());
    String name = "our certificate in " + ec.certificate();
    assertEquals(Optional.empty(), own.complaint(Instant.parse("2026-01-01T00:00:00Z")));
    assertEquals(
        Optional.of(name + " has expired on 2049-12-31T23:59:59Z: renew it"),
        own.complaint(Instant.parse("2050-01-01T00:00:00Z")));
    assertEquals(
        Optional.of(name + " is valid from 2020-01-01T00:00:00Z only: set the clock"),
        own.complaint(Instant.EPOCH));
  }

  @Test
  void keyIsNotPrinted() throws Exception {
    assertEquals("ClientIdentity[CN=ec]", read(ec.certificate(), ec.key()).toString());
  }

  private static String subject(ClientIdentity identity) {
    return identity.chain().get(0).getSubjectX500Principal().toString();
  }

  private static ClientIdentity read(Path certificate, Path key) throws LinkException {
    return ClientIdentity.read(new ClientCertificate(certificate, key));
  }

  private static String refusal(Path certificate, Path key) {
    return Thrown.message(LinkException.class, () -> read(certificate, key));
  }

  private static Path closed(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String sec1WithoutParameters(Path key) throws IOException {
    Path traditional = Files.createTempFile(folder, "key", ".pem");
    openssl("ec -in " + key + " -out " + traditional);
    byte[] whole = Pem.sections(Files.readAllBytes(traditional)).get(0).content();
    ECPrivateKey parsed = ECPrivateKey.getInstance(whole);
    byte[] bare = new ECPrivateKey(256, parsed.getKey()).getEncoded();
    return "-----BEGIN EC PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(bare)
        + "\n-----END EC PRIVATE KEY-----\n";
  }

  private static void openssl(String arguments) {
    Program.run(
        folder,
        Stream.concat(
                Stream.of(Program.find("openssl", "openssl")),
                List.of(arguments.split(" ")).stream())
            .toList());
  }
}
