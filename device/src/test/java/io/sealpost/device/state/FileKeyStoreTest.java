package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.device.state.KeptKeys.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeyStoreTest {
  private static final String BASE = "00112233445566ff";

  @TempDir Path folder;

  private KeyStore store(Disk disk) {
    return new FileKeyStore(folder, disk);
  }

  private KeyStore store() {
    return store(Disk.REAL);
  }

  private static Kept key(long generation, int fill) {
    byte[] psk = new byte[32];
    Arrays.fill(psk, (byte) fill);
    return new Kept(generation, SecretBytes.copyOf(psk));
  }

  private static KeptKeys keys(Kept... keys) {
    return new KeptKeys(BASE, List.of(keys));
  }

  private Path file() {
    return folder.resolve("keys");
  }

  private String damage(byte[] content) throws IOException {
    Files.write(file(), content);
    return String.valueOf(assertThrows(StateException.class, () -> store().load()).getMessage());
  }

  private String damage(String lines) throws StateException {
    new DurableFile(file(), "keys", "x", Disk.REAL).write(lines.getBytes(US_ASCII));
    return String.valueOf(assertThrows(StateException.class, () -> store().load()).getMessage());
  }

  @Test
  void holdsNoneAtFirst() throws StateException {
    assertEquals(Optional.empty(), store().load());
  }

  @Test
  void readsBackWhatItKept() throws StateException {
    for (KeptKeys keys :
        List.of(keys(), keys(key(1, 1)), keys(key(4_294_967_295L, 1), key(0, 2)))) {
      store().save(keys);
      assertEquals(Optional.of(keys), store().load());
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws StateException, IOException {
    store().save(keys(key(1, 1)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void synchronisesWhatItReadsBeforeAnybodyHearsOfIt() throws StateException {
    store().save(keys(key(1, 1)));
    FaultyDisk disk = new FaultyDisk(Integer.MAX_VALUE);
    store(disk).load();
    assertEquals(List.of("sync keys", "sync " + folder.getFileName()), disk.steps);
    assertThrows(StateException.class, () -> store(new FaultyDisk(0)).load());
    assertThrows(StateException.class, () -> store(new FaultyDisk(1)).load());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void holdsTheOldOrTheNewKeysWhereverTheDiskFails(int steps) throws StateException {
    store().save(keys(key(1, 1)));
    KeptKeys next = keys(key(2, 2), key(1, 1));
    assertThrows(StateException.class, () -> store(new FaultyDisk(steps)).save(next));
    assertEquals(Optional.of(steps < 3 ? keys(key(1, 1)) : next), store().load());
  }

  @Test
  void noticesEveryTruncationAndEveryChangedBit() throws StateException, IOException {
    store().save(keys(key(2, 2), key(1, 1)));
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      assertTrue(damage(Arrays.copyOf(whole, length)).contains("keys: damaged: "));
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String message = damage(changed);
      assertTrue(message.contains("keys: damaged: "), message);
      assertTrue(message.endsWith("and start again"), message);
    }
  }

  @Test
  void takesNothingElseThanABaseAndAtMostTwoKeys() throws StateException {
    String base = "base " + BASE + "\n";
    String key = " " + "ab".repeat(32) + "\n";
    for (String lines :
        List.of(
            "",
            "base\n",
            base.replace("base", "bass"),
            base.replace('f', 'F'),
            base + "\n",
            base + "000000000x" + key,
            base + "0000000001" + key.replace('b', 'x'),
            base + "9999999999" + key,
            base + "0000000001" + key + "0000000001" + key,
            base + "0000000001" + key + "0000000002" + key,
            base + "0000000003" + key + "0000000002" + key + "0000000001" + key)) {
      assertTrue(damage(lines).contains("keys: damaged: "), lines);
    }
  }

  @Test
  void saysNothingOfAKeyWhenItIsDamaged() throws StateException {
    String message = damage("base " + BASE + "\n0000000001 " + "ab".repeat(31) + "xy\n");
    assertTrue(message.contains("a key is not 64 hexadecimal digits"), message);
    assertTrue(!message.contains("abab"), message);
  }

  @Test
  void makesALostEpochNoticed() throws StateException {
    store().save(keys(key(1, 1)));
    StateException e =
        assertThrows(StateException.class, () -> new EpochStore(folder, Disk.REAL).next());
    assertTrue(String.valueOf(e.getMessage()).contains("missing"), e.getMessage());
  }
}
