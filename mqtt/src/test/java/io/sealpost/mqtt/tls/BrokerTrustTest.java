package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTrustTest {
  @TempDir private Path folder;
  private Instant time = Instant.now();
  private Certificates certificates;
  private Path caFile;

  @BeforeEach
  void start() throws IOException {
    certificates = new Certificates(folder.resolve("ca"));
    caFile = folder.resolve("ca.pem");
    replace(certificates.authority());
  }

  @Test
  void datesAreJudgedAtTheTimeThatIsGiven() throws Exception {
    BrokerTrust trust = trust(Optional.empty());
    X509Certificate[] chain = chain(certificates.expired());
    assertVerdict(Reason.EXPIRED, trust, chain);
    time = Instant.parse("2020-01-15T00:00:00Z");
    trust.check(chain, "TLS_AES_128_GCM_SHA256");
    trust.checkServerTrusted(chain, "UNKNOWN");
    time = Instant.EPOCH;
    String message = assertVerdict(Reason.NOT_YET_VALID, trust, chain);
    assertEquals(
        "is not valid yet, but from 2020-01-01T00:00:00Z; the time used is 1970-01-01T00:00:00Z:"
            + " set the clock",
        message);
  }

  @Test
  void whoSignedItMatters() throws Exception {
    BrokerTrust trust = trust(Optional.empty());
    trust.check(chain(certificates.good()), "TLS_AES_128_GCM_SHA256");
    Certificates others = new Certificates(folder.resolve("others"));
    assertVerdict(Reason.UNTRUSTED, trust, chain(others.good()));
    assertVerdict(Reason.SELF_SIGNED, trust, chain(certificates.selfSigned()));
  }

  @Test
  void imposterWithTheNameOfTheAuthorityIsNotTrusted() throws Exception {
    Certificates imposter = new Certificates(folder.resolve("imposter").resolve("ca"));
    assertVerdict(Reason.UNTRUSTED, trust(Optional.empty()), chain(imposter.good()));
  }

  @Test
  void certificateOfAClientIsNoneOfABroker() throws Exception {
    assertVerdict(Reason.OTHER, trust(Optional.empty()), chain(certificates.client("client")));
  }

  @Test
  void revokedCertificateIsRefusedFromTheNextListOn() throws Exception {
    Identity identity = certificates.good();
    Path lists = folder.resolve("lists");
    Files.copy(certificates.revocationList("one"), lists);
    BrokerTrust trust = trust(Optional.of(lists));
    trust.check(chain(identity), "TLS_AES_128_GCM_SHA256");
    certificates.revoke(identity);
    Path next = certificates.revocationList("two");
    Files.move(next, lists, StandardCopyOption.ATOMIC_MOVE);
    String message = assertVerdict(Reason.REVOKED, trust, chain(identity));
    assertTrue(message.contains("(key compromise)"), message);
  }

  @Test
  void changedCaFileCountsFromTheNextHandshakeOn() throws Exception {
    BrokerTrust trust = trust(Optional.empty());
    Certificates others = new Certificates(folder.resolve("others"));
    replace(others.authority());
    assertVerdict(Reason.UNTRUSTED, trust, chain(certificates.good()));
    trust.check(chain(others.good()), "TLS_AES_128_GCM_SHA256");
  }

  @Test
  void damagedCaFileChangesNothing() throws Exception {
    BrokerTrust trust = trust(Optional.empty());
    Files.writeString(caFile, "half of a certific");
    trust.check(chain(certificates.good()), "TLS_AES_128_GCM_SHA256");
    Files.delete(caFile);
    trust.check(chain(certificates.good()), "TLS_AES_128_GCM_SHA256");
  }

  @Test
  void nobodyIsTrustedAsAClient() throws Exception {
    BrokerTrust trust = trust(Optional.empty());
    X509Certificate[] chain = chain(certificates.client("c"));
    assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "EC"));
    assertEquals(0, trust.getAcceptedIssuers().length);
  }

  private static String assertVerdict(Reason reason, BrokerTrust trust, X509Certificate[] chain) {
    BrokerCertificateException verdict =
        assertThrows(
            BrokerCertificateException.class, () -> trust.check(chain, "TLS_AES_128_GCM_SHA256"));
    assertEquals(reason, verdict.reason(), verdict.getMessage());
    return Failures.text(verdict);
  }

  private BrokerTrust trust(Optional<Path> lists) throws LinkException {
    return new BrokerTrust(
        new Authorities(Optional.of(caFile)), lists.map(RevocationLists::new), () -> time);
  }

  private void replace(Path with) throws IOException {
    Path temporary = Files.copy(with, folder.resolve("fetched"));
    Files.move(temporary, caFile, StandardCopyOption.ATOMIC_MOVE);
  }

  private static X509Certificate[] chain(Identity identity) throws LinkException {
    return CertificateFiles.certificates("the certificate file", identity.certificate())
        .toArray(X509Certificate[]::new);
  }
}
