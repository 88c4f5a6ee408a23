package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.testing.Program;
import io.sealpost.mqtt.testing.Thrown;
import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationListsTest {
  private static final Instant IN_2031 = Instant.parse("2031-05-06T07:08:09Z");

  @TempDir private Path folder;
  private Certificates certificates;
  private X509Certificate broker;
  private Path file;
  private RevocationLists lists;

  @BeforeEach
  void start() throws Exception {
    certificates = new Certificates(folder.resolve("ca"));
    broker = certificate(certificates.good());
    file = folder.resolve("lists");
    lists = new RevocationLists(file);
  }

  @Test
  void listMayBePemOrDerAndOneOfSeveral() throws Exception {
    Path own = certificates.revocationList("own");
    Path others = new Certificates(folder.resolve("others")).revocationList("theirs");
    Files.writeString(file, "two lists\n" + Files.readString(others) + Files.readString(own));
    X509CRL found = lists.covering(broker, IN_2031).get(0);
    assertEquals(broker.getIssuerX500Principal(), found.getIssuerX500Principal());
    Program.run(
        folder,
        List.of(
            Program.find("openssl", "openssl"),
            "crl",
            "-in",
            own.toString(),
            "-outform",
            "DER",
            "-out",
            folder.resolve("der").toString()));
    replace(folder.resolve("der"));
    assertEquals(List.of(found), lists.covering(broker, IN_2031));
  }

  @Test
  void listThatIsNotOverdueIsTakenWhenThereAreTwo() throws Exception {
    Path over = certificates.revocationList("over", "20310101000000Z");
    Path next = certificates.revocationList("next");
    Files.writeString(file, Files.readString(over) + Files.readString(next));
    assertEquals(1, lists.covering(broker, IN_2031).size());
    assertEquals(2, lists.covering(broker, Instant.parse("2030-01-01T00:00:00Z")).size());
  }

  @Test
  void listThatWasFetchedAgainCountsFromNowOn() throws Exception {
    replace(certificates.revocationList("over", "20310101000000Z"));
    assertTrue(refusal(IN_2031).contains("was to be replaced by 2031-01-01T00:00:00Z"));
    replace(certificates.revocationList("next"));
    assertEquals(1, lists.covering(broker, IN_2031).size());
    Files.delete(file);
    assertTrue(refusal(IN_2031).contains(file + " does not exist"));
    replace(certificates.revocationList("again"));
    assertEquals(1, lists.covering(broker, IN_2031).size());
  }

  @Test
  void damagedFileCoversNothing() throws Exception {
    for (String text :
        List.of("", "junk", "-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----")) {
      Files.writeString(file, text);
      String message = refusal(IN_2031);
      assertTrue(message.contains("the CRL file " + file + " "), message);
      assertTrue(message.contains("expected PEM, so '-----BEGIN X509 CRL-----', or DER"), message);
    }
  }

  @Test
  void entryOfAnAuthorityAboveCountsIfThereIsOne() throws Exception {
    Identity between = certificates.good("between");
    replace(certificates.revocationList("before"));
    List<X509Certificate> chain = List.of(broker, certificate(between));
    assertEquals(Optional.empty(), lists.entry(chain));
    certificates.revoke(between);
    replace(certificates.revocationList("after"));
    assertEquals(
        chain.get(1).getSerialNumber(), lists.entry(chain).orElseThrow().getSerialNumber());
    assertEquals(Optional.empty(), lists.entry(List.of(broker)));
  }

  private String refusal(Instant now) {
    return Thrown.message(
        BrokerCertificateException.class,
        () -> {
          try {
            lists.covering(broker, now);
          } catch (BrokerCertificateException e) {
            assertEquals(Reason.REVOCATION_UNKNOWN, e.reason());
            throw e;
          }
        });
  }

  private void replace(Path with) throws IOException {
    Path temporary = Files.copy(with, folder.resolve("fetched"));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static X509Certificate certificate(Identity identity) throws Exception {
    return CertificateFiles.certificates("the certificate file", identity.certificate()).get(0);
  }
}
