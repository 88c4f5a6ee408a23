package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  @TempDir Path folder;

  private StateFile file(Disk disk) {
    return new StateFile(folder.resolve("rates"), "rates", "remove it", disk);
  }

  private StateFile file() {
    return file(Disk.REAL);
  }

  private byte[] content() throws IOException {
    return Files.readAllBytes(folder.resolve("rates"));
  }

  private String damage(byte[] content) throws IOException {
    Files.write(folder.resolve("rates"), content);
    return String.valueOf(assertThrows(StateException.class, () -> file().read()).getMessage());
  }

  @Test
  void isEmptyBeforeTheFirstWrite() throws StateException {
    assertEquals(Optional.empty(), file().read());
  }

  @Test
  void readsBackWhatItWrote() throws StateException {
    Map<String, Long> table = Map.of("temperature", 10_000L, "a.b-c_d", 0L, "x", 999_999_999_999L);
    file().write(table);
    assertEquals(Optional.of(table), file().read());
    file().write(Map.of());
    assertEquals(Optional.of(Map.of()), file().read());
  }

  @Test
  void isTextThatPeopleCanRead() throws StateException, IOException {
    file().write(Map.of("b", 2L, "a", 1L));
    String text = new String(content(), UTF_8);
    assertTrue(text.matches("sealpost-rates 1\na 1\nb 2\ncrc32 [0-9a-f]{8}\n"), text);
  }

  @Test
  void isReadableByItsOwnerOnly() throws StateException, IOException {
    file().write(Map.of("a", 1L));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("rates"))));
  }

  @Test
  void synchronisesTheFileBeforeTheRenameAndTheFolderAfterIt() throws StateException {
    FaultyDisk disk = new FaultyDisk(Integer.MAX_VALUE);
    file(disk).write(Map.of("a", 1L));
    assertEquals(
        List.of(
            "write rates.tmp", "sync rates.tmp", "rename rates", "sync " + folder.getFileName()),
        disk.steps);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void holdsTheOldOrTheNewTableWhereverTheDiskFails(int steps) throws StateException {
    file().write(Map.of("a", 1L));
    String message =
        String.valueOf(
            assertThrows(
                    StateException.class, () -> file(new FaultyDisk(steps)).write(Map.of("a", 2L)))
                .getMessage());
    assertTrue(message.contains("rates: cannot be made durable: IO (no more disk)"), message);
    assertEquals(Optional.of(Map.of("a", steps < 3 ? 1L : 2L)), file().read());
    file().write(Map.of("a", 3L));
    assertEquals(Optional.of(Map.of("a", 3L)), file().read());
  }

  @Test
  void replacesWhatAnInterruptedWriteLeftBehind() throws StateException, IOException {
    Files.writeString(folder.resolve("rates.tmp"), "half a ta");
    file().write(Map.of("a", 1L));
    assertEquals(Optional.of(Map.of("a", 1L)), file().read());
  }

  @Test
  void noticesEveryTruncation() throws StateException, IOException {
    file().write(Map.of("a", 1L, "b", 22L));
    byte[] whole = content();
    for (int length = 0; length < whole.length; length++) {
      String message = damage(Arrays.copyOf(whole, length));
      assertTrue(message.contains("rates: damaged: "), message);
      assertTrue(message.endsWith("; remove it"), message);
    }
  }

  @Test
  void noticesEveryChangedBit() throws StateException, IOException {
    file().write(Map.of("a", 1L, "b", 22L));
    byte[] whole = content();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String message = damage(changed);
      assertTrue(message.contains("rates: damaged: "), message);
    }
  }

  @Test
  void doesNotTakeATableOfAnotherKind() throws StateException {
    new StateFile(folder.resolve("rates"), "epoch", "x", Disk.REAL).write(Map.of("a", 1L));
    String message =
        String.valueOf(assertThrows(StateException.class, () -> file().read()).getMessage());
    assertTrue(message.contains("its first line is not \"sealpost-rates 1\""), message);
  }

  @Test
  void doesNotReadWhatCannotBeOne() throws IOException {
    assertTrue(damage(new byte[64 * 1024 + 1]).contains("longer than 65536 bytes"));
    assertTrue(damage(new byte[64 * 1024]).contains("checksum"));
  }

  @Test
  void saysThatAFolderIsInTheWay() throws IOException {
    Files.createDirectories(folder.resolve("rates").resolve("x"));
    StateException read = assertThrows(StateException.class, () -> file().read());
    assertTrue(String.valueOf(read.getMessage()).contains("rates: cannot be read: "));
    StateException write = assertThrows(StateException.class, () -> file().write(Map.of()));
    assertTrue(String.valueOf(write.getMessage()).contains("cannot be made durable"));
  }
}
