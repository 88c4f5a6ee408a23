package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.RenewedCertificate;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that were made after the one that we were given. */
class RenewedKeysTest {
  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private Certificates site;
  private BrokerTrust trust;
  private Path present;
  private Path candidate;
  private Identity given;
  private boolean newerGiven;
  private ClientKeys keys;

  @BeforeEach
  void start() throws Exception {
    site = new Certificates(folder.resolve("site"));
    trust = new BrokerTrust(new Authorities(Optional.empty()), Optional.empty(), Instant::now);
    present = folder.resolve("present.pem");
    candidate = folder.resolve("new.pem");
    given = site.client("given");
    begin();
  }

  private void begin() {
    RenewedCertificate renewed =
        new RenewedCertificate() {
          @Override
          public Path presentFile() {
            return present;
          }

          @Override
          public Path candidateFile() {
            return candidate;
          }

          @Override
          public boolean newerGiven() {
            return newerGiven;
          }

          @Override
          public void accepted(X509Certificate certificate, boolean fromGiven) {
            told.add(
                "accepted " + (fromGiven ? "given " : "") + certificate.getSubjectX500Principal());
          }

          @Override
          public void refused(X509Certificate certificate) {
            told.add("refused " + certificate.getSubjectX500Principal());
          }
        };
    keys =
        new ClientKeys(
            new ClientCertificate(given.certificate(), given.key(), Optional.of(renewed)),
            this::load,
            Instant::now);
  }

  @Test
  void givenOneIsUsedWhileThereIsNoOther() throws Exception {
    KeyMaterial key = keys.next();
    assertEquals("CN=given", name(key));
    keys.accepted(key);
    assertEquals(List.of("accepted given CN=given"), told);
    assertEquals(given.certificate(), keys.fileOf(key));
    assertFalse(keys.look());
  }

  @Test
  void candidateIsTriedAsSoonAsItIsThereAndStaysWhenItsFileIsRenamed() throws Exception {
    keys.accepted(keys.next());
    write(site.client("second"), candidate);

    assertTrue(keys.look(), "worth a reconnect");
    KeyMaterial second = keys.next();
    assertEquals(candidate, keys.fileOf(second));
    keys.accepted(second);
    Files.move(candidate, present);
    assertEquals(present, keys.fileOf(second));

    assertFalse(keys.look());
    assertEquals("CN=second", name(keys.next()));
    assertEquals(List.of("accepted given CN=given", "accepted CN=second"), told);
  }

  @Test
  void refusedCandidateGivesWayAndIsTold() throws Exception {
    keys.accepted(keys.next());
    write(site.client("second"), candidate);

    assertTrue(keys.refused(keys.next()));

    assertEquals("CN=given", name(keys.next()));
    assertEquals(List.of("accepted given CN=given", "refused CN=second"), told);
    assertFalse(keys.look());
    write(site.client("third"), candidate);
    assertTrue(keys.look());
    assertEquals("CN=third", name(keys.next()));
  }

  @Test
  void presentOneTakesThePlaceOfTheGivenOne() throws Exception {
    write(site.client("second"), present);
    assertEquals("CN=second", name(keys.next()));
    keys.failed();
    assertFalse(keys.look());
    assertEquals("CN=second", name(keys.next()), "the given one is not a candidate");
  }

  @Test
  void candidateOfAnEarlierRunIsTriedFirst() throws Exception {
    write(site.client("second"), present);
    write(site.client("third"), candidate);
    KeyMaterial third = keys.next();
    assertEquals("CN=third", name(third));
    assertTrue(keys.refused(third));
    assertEquals("CN=second", name(keys.next()));
  }

  @Test
  void anotherGivenOneIsTriedBeforeWhatWasRenewed() throws Exception {
    write(site.client("second"), present);
    KeyMaterial second = keys.next();
    keys.accepted(second);
    Identity other = site.client("other");
    Files.copy(other.key(), given.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(other.certificate(), given.certificate(), StandardCopyOption.REPLACE_EXISTING);

    assertTrue(keys.look());
    KeyMaterial next = keys.next();
    assertEquals("CN=other", name(next));
    assertTrue(keys.refused(next));
    assertEquals("CN=second", name(keys.next()));
    keys.accepted(next);
    assertEquals(
        List.of("accepted CN=second", "refused CN=other", "accepted given CN=other"), told);
  }

  @Test
  void givenOneThatChangedWhileNothingRanIsTriedBeforeWhatWasRenewed() throws Exception {
    write(site.client("second"), present);
    newerGiven = true;
    begin();
    KeyMaterial next = keys.next();
    assertEquals("CN=given", name(next));
    assertTrue(keys.refused(next));
    KeyMaterial second = keys.next();
    assertEquals("CN=second", name(second));
    keys.accepted(second);
    assertFalse(keys.look());
    assertEquals("CN=second", name(keys.next()));
    assertEquals(List.of("refused CN=given", "accepted CN=second"), told);
  }

  @Test
  void givenOneThatWasHalfCopiedIsTriedOnceItIsWhole() throws Exception {
    write(site.client("second"), present);
    Identity other = site.client("other");
    Files.copy(other.certificate(), given.certificate(), StandardCopyOption.REPLACE_EXISTING);
    newerGiven = true;
    begin();
    assertEquals("CN=second", name(keys.next()));
    Files.copy(other.key(), given.key(), StandardCopyOption.REPLACE_EXISTING);
    assertTrue(keys.look());
    assertEquals("CN=other", name(keys.next()));
  }

  /** A present one, a candidate, and a given one that is another than before. */
  private void beginWithThree() throws Exception {
    write(site.client("second"), present);
    write(site.client("third"), candidate);
    newerGiven = true;
    begin();
  }

  @Test
  void givenOneThatChangedWaitsForACandidateOfBefore() throws Exception {
    beginWithThree();
    KeyMaterial third = keys.next();
    assertEquals("CN=third", name(third));
    keys.failed();
    assertEquals("CN=second", name(keys.next()), "in turns");
    keys.failed();
    third = keys.next();
    assertEquals("CN=third", name(third));
    keys.accepted(third);

    assertTrue(keys.look(), "now it is worth a reconnect");
    assertEquals("CN=given", name(keys.next()));
  }

  @Test
  void givenOneDoesNotWaitForEverForACandidateThatNobodyJudges() throws Exception {
    beginWithThree();
    List<String> tried = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tried.add(name(keys.next()));
      keys.failed();
    }
    assertEquals(
        List.of("third", "second", "third", "second", "third", "given", "second", "given"),
        tried.stream().map(each -> each.substring(3)).toList());
  }

  @Test
  void givenOneThatIsWrittenOnceMoreIsNotTriedAgain() throws Exception {
    keys.accepted(keys.next());
    write(site.client("second"), candidate);
    keys.accepted(keys.next());
    again(given.certificate());
    assertFalse(keys.look());
    assertEquals("CN=second", name(keys.next()));

    Files.move(candidate, present);
    begin();
    assertEquals("CN=second", name(keys.next()));
    again(given.key());
    assertFalse(keys.look());
    assertEquals("CN=second", name(keys.next()));
  }

  /** The same in another file, as a backup that is put back. */
  private void again(Path file) throws IOException {
    Path copy = Files.copy(file, folder.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void damagedPresentOneDoesNotKeepTheGivenOneFromBeingUsed() throws Exception {
    Files.writeString(present, "half of a fi");
    assertEquals("CN=given", name(keys.next()));
  }

  private KeyMaterial load(ClientCertificate files) throws LinkException {
    return new KeyMaterial(
        Optional.of(ClientIdentity.read(files)), trust, EnumSet.allOf(TlsVersion.class));
  }

  private static String name(KeyMaterial key) {
    return key.identity().orElseThrow().chain().get(0).getSubjectX500Principal().toString();
  }

  /** A key and its chain in one file, as the device writes it: beside it, then renamed. */
  private void write(Identity pair, Path file) throws IOException {
    Path fresh = folder.resolve("fresh");
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(fresh, Files.readAllBytes(pair.key()));
    Files.write(fresh, Files.readAllBytes(pair.certificate()), StandardOpenOption.APPEND);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
