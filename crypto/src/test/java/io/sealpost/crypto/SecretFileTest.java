package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.SecretFileException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permission checks look at mode bits, so that they hold for root as well. */
class SecretFileTest {
  private static final String HEX =
      "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void readsAKeyThatOnlyItsOwnerCanRead(String mode) throws Exception {
    Path file = file("psk", HEX + "\n", mode);
    try (SecretBytes key = SecretFile.readKey(file, Format.COSE_1)) {
      assertEquals(Samples.key(1), key);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw--w----", "rw---x---", "rw----r--", "rw-----w-", "rw------x"})
  void refusesAFileThatIsOpenToOthers(String mode) throws IOException {
    Path file = file("psk", HEX, mode);
    SecretFileException refused = refused(() -> SecretFile.readKey(file, Format.COSE_1));
    assertEquals(Reason.EXPOSED, refused.reason());
    assertEquals(
        "key file %s: mode %s lets others in; chmod 600 %s".formatted(file, mode, file),
        refused.getMessage());
    assertEquals(Reason.EXPOSED, refused(() -> SecretFile.readPassword(file)).reason());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void readsAPreSharedKeyOf16To64Bytes(int size) throws Exception {
    byte[] expected = new byte[size];
    Arrays.fill(expected, (byte) 0xa5);
    for (String digits : List.of("a5".repeat(size), "A5".repeat(size) + "\r\n")) {
      Path file = file("tls-psk" + digits.length(), digits, "rw-------");
      try (SecretBytes key = SecretFile.readPreSharedKey(file)) {
        assertArrayEquals(expected, key.reveal());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5", "a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"})
  void refusesAPreSharedKeyOfAnotherLengthWithoutQuotingIt(String digits) throws IOException {
    assertNoPreSharedKey(digits);
    assertNoPreSharedKey("a5".repeat(65) + digits);
  }

  @Test
  void refusesAPreSharedKeyOfOtherCharacters() throws IOException {
    assertNoPreSharedKey("g5".repeat(16));
    assertNoPreSharedKey("a5".repeat(8) + "\n" + "a5".repeat(8) + "5");
  }

  private void assertNoPreSharedKey(String text) throws IOException {
    Path file = file("tls-psk" + text.length() + text.hashCode(), text, "rw-------");
    SecretFileException refused = refused(() -> SecretFile.readPreSharedKey(file));
    assertEquals(Reason.MALFORMED, refused.reason());
    assertEquals(
        "pre-shared key file " + file + ": must be an even number of hexadecimal digits, 32 to 128",
        refused.getMessage());
  }

  @Test
  void readsAnIdentityResolvingKeyAndRefusesWhatIsNoneWithoutQuotingIt() throws Exception {
    Path good = file("good.irk", HEX.substring(0, 32) + "\r\n", "rw-------");
    try (SecretBytes key = SecretFile.readIrk(good)) {
      assertEquals(Samples.key(1).part(0, 16), key);
    }
    Path bad = file("bad.irk", HEX, "rw-------");
    SecretFileException refused = refused(() -> SecretFile.readIrk(bad));
    assertEquals(Reason.MALFORMED, refused.reason());
    assertEquals(
        "identity resolving key file " + bad + ": must be " + IrkText.RULE, refused.getMessage());
    Path open = file("open.irk", HEX.substring(0, 32), "rw-r-----");
    assertEquals(Reason.EXPOSED, refused(() -> SecretFile.readIrk(open)).reason());
  }

  @Test
  void judgesALinkByTheFileItLeadsTo() throws Exception {
    Path closed = Files.createSymbolicLink(directory.resolve("l1"), file("a", HEX, "r--------"));
    assertEquals(Samples.key(1), SecretFile.readKey(closed, Format.COSE_2));
    Path open = Files.createSymbolicLink(directory.resolve("l2"), file("b", HEX, "r--r--r--"));
    assertEquals(Reason.EXPOSED, refused(() -> SecretFile.readKey(open, Format.COSE_2)).reason());
  }

  @Test
  void saysThatAFileIsMissing() {
    Path file = directory.resolve("none");
    SecretFileException refused = refused(() -> SecretFile.readKey(file, Format.COSE_1));
    assertEquals(Reason.MISSING, refused.reason());
    assertEquals("key file " + file + ": there is none; create it", refused.getMessage());
  }

  @Test
  void refusesADirectory() {
    SecretFileException refused = refused(() -> SecretFile.readPassword(directory));
    assertEquals(Reason.UNREADABLE, refused.reason());
    assertEquals(
        "password file " + directory + ": is a directory, must be a file", refused.getMessage());
  }

  @Test
  void neverQuotesAMalformedKey() throws IOException {
    Path file = file("psk", HEX.substring(1), "rw-------");
    SecretFileException refused = refused(() -> SecretFile.readKey(file, Format.COSE_1));
    assertEquals(Reason.MALFORMED, refused.reason());
    assertEquals("key file " + file + ": must be 64 hexadecimal digits", refused.getMessage());
  }

  @Test
  void saysBothWaysToWriteAFernetKey() throws IOException {
    Path file = file("psk", "", "rw-------");
    assertEquals(
        "key file " + file + ": must be 64 hexadecimal digits or 44 characters of base64url",
        refused(() -> SecretFile.readKey(file, Format.FERNET)).getMessage());
  }

  @Test
  void readsNoMoreOfAFileThanItNeeds() throws IOException {
    Path longer = file("long", HEX + "\n" + "x".repeat(100_000), "rw-------");
    assertEquals(
        Reason.MALFORMED, refused(() -> SecretFile.readKey(longer, Format.COSE_1)).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gärten und süd", "a", " leading and trailing "})
  void readsAPasswordOfOneLine(String password) throws Exception {
    byte[] expected = password.getBytes(StandardCharsets.UTF_8);
    for (String end : List.of("", "\n", "\r\n")) {
      Path file = file("password" + end.length(), password + end, "rw-------");
      assertArrayEquals(expected, SecretFile.readPassword(file).reveal());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two\nlines", "two\nlines\n", "cr\rinside"})
  void refusesAPasswordThatIsNotOneLine(String text) throws IOException {
    Path file = file("password", text, "rw-------");
    assertEquals(Reason.MALFORMED, refused(() -> SecretFile.readPassword(file)).reason());
  }

  @Test
  void refusesAPasswordThatIsNotUtf8() throws IOException {
    for (byte[] bytes : List.of(new byte[] {(byte) 0xFF}, new byte[] {'a', (byte) 0xC3})) {
      Path file = file("password", "", "rw-------");
      Files.write(file, bytes);
      assertEquals(Reason.MALFORMED, refused(() -> SecretFile.readPassword(file)).reason());
    }
  }

  @Test
  void refusesAPasswordThatNoConnectHasRoomFor() throws Exception {
    Path longest = file("longest", "x".repeat(65_535) + "\r\n", "rw-------");
    assertEquals(65_535, SecretFile.readPassword(longest).size());
    Path longer = file("longer", "x".repeat(65_536), "rw-------");
    assertEquals(Reason.MALFORMED, refused(() -> SecretFile.readPassword(longer)).reason());
  }

  @Test
  void writesAFileThatOnlyItsOwnerCanRead() throws Exception {
    Path file = directory.resolve("new");
    SecretFile.writeNew(file, KeyText.encode(Samples.key(1), Format.FERNET));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(Samples.key(1), SecretFile.readKey(file, Format.FERNET));
    assertEquals(List.of(file), entries());
  }

  @Test
  void neverReplacesAFile() throws IOException {
    Path file = file("psk", "precious", "rw-------");
    SecretFileException refused = refused(() -> SecretFile.writeNew(file, new byte[] {1}));
    assertEquals(Reason.EXISTS, refused.reason());
    assertEquals("file " + file + " is there already; move it away first", refused.getMessage());
    assertEquals("precious", Files.readString(file));
    assertEquals(List.of(file), entries());
  }

  @Test
  void neverWritesThroughADanglingLink() throws IOException {
    Path target = directory.resolve("target");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);
    assertEquals(Reason.EXISTS, refused(() -> SecretFile.writeNew(link, new byte[] {1})).reason());
    assertFalse(Files.exists(target));
  }

  @Test
  void saysWhyAFileCannotBeWritten() {
    Path file = directory.resolve("none").resolve("psk");
    SecretFileException refused = refused(() -> SecretFile.writeNew(file, new byte[] {1}));
    assertEquals(Reason.NOT_WRITTEN, refused.reason());
    assertEquals(
        "file %s: writing failed: there is no directory %s; create it"
            .formatted(file, file.getParent()),
        refused.getMessage());
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private Path file(String name, String content, String mode) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static SecretFileException refused(Executable action) {
    return assertThrows(SecretFileException.class, action);
  }
}
