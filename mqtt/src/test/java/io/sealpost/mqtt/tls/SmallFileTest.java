package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.testing.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000})
  void allOfItIsRead(int size) throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[size]);
    assertArrayEquals(new byte[size], SmallFile.read("the file", file));
  }

  @Test
  void missingFileIsNamed() {
    Path file = folder.resolve("file");
    assertEquals("the file " + file + " does not exist", refusal(file));
  }

  @Test
  void whatIsNoFileIsRefusedUnread() {
    Path endless = Path.of("/dev/zero");
    assertEquals("the file /dev/zero is a folder or a device: expected a file", refusal(endless));
    assertEquals(
        "the file " + folder + " is a folder or a device: expected a file", refusal(folder));
  }

  @Test
  void hugeFileIsRefusedUnread() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[(4 << 20) + 1]);
    assertEquals("the file " + file + " has more than 4 MiB: expected less", refusal(file));
  }

  private static String refusal(Path file) {
    return Thrown.message(LinkException.class, () -> SmallFile.read("the file", file));
  }
}
