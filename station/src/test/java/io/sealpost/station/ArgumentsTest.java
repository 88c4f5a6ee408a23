package io.sealpost.station;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {
  private static final String[] DAMAGED = {"open", "--device", "g\uFFFD\uFFFDrten"};

  @TempDir private Path folder = Path.of("");

  @Test
  void damagedArgumentsAreReadFromTheKernelsCopy() throws IOException, StationException {
    Path copy = write("java\0-cp\0a.jar\0Main\0open\0--device\0gärten\0");

    assertArrayEquals(
        new String[] {"open", "--device", "gärten"}, Arguments.repaired(DAMAGED, copy));
  }

  @Test
  void emptyArgumentsKeepTheirPlace() throws IOException, StationException {
    Path copy = write("java\0Main\0\0ä\0\0");

    assertArrayEquals(
        new String[] {"", "ä", ""},
        Arguments.repaired(new String[] {"", "\uFFFD\uFFFD", ""}, copy));
  }

  @Test
  void soundArgumentsAreLeftAlone() throws StationException {
    String[] sound = {"open", "--device", "gärten"};

    assertSame(sound, Arguments.repaired(sound, Path.of("/no/such/file")));
  }

  @Test
  void aReplacementCharacterThatWasTypedIsKept() throws IOException, StationException {
    String[] typed = {"\uFFFD"};

    assertArrayEquals(typed, Arguments.repaired(typed, write("java\0Main\0\uFFFD\0")));
  }

  @Test
  void anArgumentThatIsNotUtf8IsRefusedWithItsPosition() throws IOException {
    assertRefused(
        "argument 3 is not UTF-8; write it in UTF-8",
        DAMAGED,
        writeLatin1("Main\0open\0--device\0g\u00E4rten\0"));
  }

  @Test
  void whatTheVirtualMachineWasGivenNeedNotBeUtf8() throws IOException, StationException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    copy.writeBytes("-Dname=\u00E4\0Main\0".getBytes(StandardCharsets.ISO_8859_1));
    copy.writeBytes("\u00E4\0".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("copy"), copy.toByteArray());

    assertArrayEquals(
        new String[] {"\u00E4"}, Arguments.repaired(new String[] {"\uFFFD\uFFFD"}, file));
  }

  @Test
  void withoutAUsableCopyADamagedArgumentIsRefused() throws IOException {
    String complaint = "argument 3 was not readable in this locale; run it with LC_ALL=C.UTF-8";

    assertRefused(complaint, DAMAGED, Path.of("/no/such/file"));
    assertRefused(complaint, DAMAGED, write("java\0"));
  }

  private static void assertRefused(String complaint, String[] decoded, Path copy) {
    StationException fault =
        assertThrows(StationException.class, () -> Arguments.repaired(decoded, copy));

    assertEquals(complaint, fault.getMessage());
    assertEquals(ExitCode.USAGE, fault.exitCode());
  }

  private Path writeLatin1(String content) throws IOException {
    return Files.writeString(folder.resolve("copy"), content, StandardCharsets.ISO_8859_1);
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("copy"), content);
  }
}
