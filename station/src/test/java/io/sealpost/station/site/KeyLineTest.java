package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLineTest {
  private Lines lines = new Lines(Path.of(""));
  private Path file = Path.of("");

  @BeforeEach
  void ringWithOneDevice(@TempDir Path folder) throws StationException {
    lines = new Lines(folder);
    lines.add(Format.COSE_1);
    file = lines.ring.file(Lines.DEVICE);
  }

  @Test
  void aPendingKeyIsThereForOthersBeforeBeginReturns() throws StationException {
    String before = lines.kid();

    try (DeviceKey begun = lines.line().begin(0)) {
      assertEquals(1, begun.pending().orElseThrow().generation());
      assertEquals(begun.pendingKid(lines.sealing), Optional.of(lines.pendingKid()));
    }
    assertEquals(before, lines.kid());
  }

  @Test
  void aPendingKeyIsNeverDrawnAgain() throws StationException {
    lines.line().begin(0).close();
    String first = lines.pendingKid();

    lines.line().begin(0).close();

    assertEquals(first, lines.pendingKid());
  }

  @Test
  void whoComesLateDoesNotBeginTheNextRotation() throws StationException {
    lines.rotate(5);

    try (DeviceKey key = lines.line().begin(0)) {
      assertEquals(1, key.generation());
      assertEquals(Optional.empty(), key.pending());
    }
  }

  @Test
  void aProvenKeyBecomesTheCurrentOneAndTheOneBeforeOpensOnly() throws StationException {
    String before = lines.kid();
    lines.line().begin(0).close();
    String pending = lines.pendingKid();

    lines.line().proven(pending, 5);

    try (DeviceKey key = lines.key()) {
      assertEquals(pending, key.kid(lines.sealing));
      assertEquals(1, key.generation());
      assertTrue(key.unconfirmed());
      assertEquals(Optional.empty(), key.pending());
      OldKey old = key.old().get(0);
      assertEquals(before, old.keys().kid());
      assertEquals(5, old.lastEpoch());
      assertEquals(lines.time.now().wall().plus(Lines.KEEP_OLD), old.until());
    }
  }

  @Test
  void thePskOfAnOldKeyIsNotInTheFileAnyMore() throws StationException, IOException {
    String psk = hex();

    lines.rotate(5);

    assertFalse(Files.readString(file).contains(psk));
  }

  @Test
  void onlyTheKeyThatWasProvenIsPromoted() throws StationException {
    KeyLine slow = lines.line();
    slow.begin(0).close();
    String first = lines.pendingKid();
    lines.line().proven(first, 5);
    lines.line().begin(1).close();
    String second = lines.pendingKid();

    slow.proven(first, 6);

    assertEquals(first, lines.kid());
    assertEquals(second, lines.pendingKid());
  }

  @Test
  void theLineageIsTheFirstKeyThroughAllRotations() throws StationException {
    String first = lines.kid();

    lines.rotate(5);
    lines.rotate(6);

    try (DeviceKey key = lines.key()) {
      assertEquals(first, key.lineage(lines.sealing));
      assertEquals(List.of(0L, 1L), key.old().stream().map(OldKey::generation).toList());
    }
  }

  @Test
  void anAnswerUnderTheCurrentKeyConfirmsItAndOneUnderAnotherDoesNot() throws StationException {
    lines.line().begin(0).close();
    lines.line().proven(lines.pendingKid(), 5);

    lines.line().confirmed("0011223344556677");
    assertTrue(unconfirmed());
    lines.line().confirmed(lines.kid());
    assertFalse(unconfirmed());
  }

  @Test
  void anOldKeyEndsAndIsRemovedAtTheNextWrite() throws StationException, IOException {
    lines.rotate(5);
    KeyLine running = lines.line();
    assertEquals(1, oldOf(running.changed().orElseThrow()));
    assertEquals(Optional.empty(), running.changed());

    lines.time.pass(Lines.KEEP_OLD);

    assertEquals(0, oldOf(running.changed().orElseThrow()));
    assertTrue(Files.readString(file).contains("[[old]]"));
    lines.line().secure();
    assertFalse(Files.readString(file).contains("[[old]]"));
  }

  @Test
  void aRunningProcessLearnsOfWhatAnotherWrote() throws StationException {
    KeyLine running = lines.line();
    running.changed().orElseThrow().close();
    assertEquals(Optional.empty(), running.changed());

    lines.line().begin(0).close();

    DeviceKey seen = assertInstanceOf(DeviceKey.class, running.changed().orElseThrow());
    assertTrue(seen.pending().isPresent());
    lines.ring.revoke(Lines.DEVICE, lines.sealing, lines.time.now().wall());
    assertInstanceOf(RevokedKey.class, running.changed().orElseThrow());
  }

  @Test
  void aFileThatIsDamagedWhileWatchedIsToldOnceAndWhatWasReadGoesOn() throws Exception {
    KeyLine running = lines.line();
    running.changed().orElseThrow().close();
    Files.writeString(file, "format = \"cose-1\"\n");

    assertEquals(Optional.empty(), running.changed());
    assertEquals(Optional.empty(), running.changed());

    assertEquals(1, lines.warnings.size(), lines.warnings.toString());
    assertTrue(lines.warnings.get(0).contains("key: missing"), lines.warnings.get(0));
  }

  @Test
  void aFileThatIsGoneWhileWatchedIsToldOnce() throws Exception {
    KeyLine running = lines.line();
    running.changed().orElseThrow().close();
    Files.delete(file);

    assertEquals(Optional.empty(), running.changed());
    assertEquals(Optional.empty(), running.changed());

    assertEquals(1, lines.warnings.size(), lines.warnings.toString());
  }

  @Test
  void aWriteThatWasCutBeforeItsRenameLeavesWhatWasThere() throws Exception {
    lines.line().begin(0).close();
    String pending = lines.pendingKid();
    Path half = file.resolveSibling(".rpi-07.key.new");
    Files.writeString(half, "format = \"cose-1\"\nkey = \"00");

    lines.line().proven(pending, 5);

    assertEquals(pending, lines.kid());
    assertFalse(Files.exists(half));
  }

  @Test
  void whatCannotBePromotedIsToldOnceAndTriedAgainLater() throws Exception {
    lines.line().begin(0).close();
    String pending = lines.pendingKid();
    KeyLine running = lines.line();
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));

    running.proven(pending, 5);
    running.proven(pending, 5);

    assertEquals(1, lines.warnings.size(), lines.warnings.toString());
    assertTrue(lines.warnings.get(0).contains("rpi-07 has its new key"), lines.warnings.get(0));
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
    lines.time.pass(Duration.ofSeconds(10));
    running.proven(pending, 5);
    assertEquals(pending, lines.kid());
  }

  @Test
  void aFernetKeyIsNotRotatedAndTheReasonTold() throws Exception {
    Files.delete(file);
    lines.add(Format.FERNET);

    assertRefused(ExitCode.REFUSED, "rpi-07: a fernet key cannot be rotated");
  }

  @Test
  void aReadOnlyKeyIsNotRotatedAndTheReasonTold() throws Exception {
    try (DeviceKey key = lines.key();
        DeviceKey reading = key.forReading(lines.sealing)) {
      KeyFile.replace(file, reading);
    }

    assertRefused(ExitCode.PERMISSION, "a read-only key of it, which opens readings");
  }

  @Test
  void moreOldKeysThanTheFileHasRoomForAreNotMade() throws StationException {
    for (int i = 0; i < DeviceKey.MAX_OLD; i++) {
      lines.rotate(i);
    }

    StationException refused =
        assertThrows(StationException.class, () -> lines.line().begin(DeviceKey.MAX_OLD));

    assertTrue(String.valueOf(refused.getMessage()).contains("64 keys before this one"));
  }

  @Test
  void aRevokedKeyIsOverwrittenAndWhatStaysNamesItsIds() throws Exception {
    String first = lines.kid();
    String psk = hex();
    lines.rotate(5);
    String second = lines.kid();
    Path link = Files.createLink(file.resolveSibling("link"), file);

    RevokedKey revoked = lines.ring.revoke(Lines.DEVICE, lines.sealing, lines.time.now().wall());

    assertEquals(Set.of(first, second), revoked.kids());
    assertEquals(revoked, lines.ring.entry(Lines.DEVICE));
    byte[] shredded = Files.readAllBytes(link);
    assertArrayEquals(new byte[shredded.length], shredded);
    assertFalse(Files.readString(file).contains(psk));
  }

  @Test
  void aRevokedDeviceHasNoKeyUntilANewOneIsMadeWhichRemembersTheOldIds() throws Exception {
    String first = lines.kid();
    lines.ring.revoke(Lines.DEVICE, lines.sealing, lines.time.now().wall());
    StationException refused = assertThrows(StationException.class, lines::key);
    assertTrue(String.valueOf(refused.getMessage()).contains("rpi-07: revoked since "));

    lines.add(Format.COSE_1);

    try (DeviceKey key = lines.key()) {
      assertEquals(Set.of(first), key.revokedKids());
      assertNotEquals(first, key.lineage(lines.sealing));
    }
  }

  private void assertRefused(ExitCode exitCode, String words) {
    StationException refused = assertThrows(StationException.class, () -> lines.line().begin(0));
    assertEquals(exitCode, refused.exitCode());
    assertTrue(String.valueOf(refused.getMessage()).contains(words), refused.getMessage());
  }

  private Path folder() {
    return Optional.ofNullable(file.getParent()).orElseThrow();
  }

  private boolean unconfirmed() throws StationException {
    try (DeviceKey key = lines.key()) {
      return key.unconfirmed();
    }
  }

  private String hex() throws StationException {
    try (DeviceKey key = lines.key();
        SecretBytes psk = key.psk().part(0, Sealing.KEY_SIZE)) {
      return HexFormat.of().formatHex(psk.reveal());
    }
  }

  private static int oldOf(RingEntry entry) {
    try (entry) {
      return ((DeviceKey) entry).old().size();
    }
  }
}
