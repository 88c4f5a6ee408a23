package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.SecretFileException.Reason;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.config.ConfigException;
import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.device.config.PresenceFiles;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.RotatingAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrksTest {
  private static final String KEY = "ec0234a357c8ad05341010a60a397d9b";
  private static final MacAddress MADE = new MacAddress("70:81:94:0D:FB:AA");

  @TempDir Path folder;

  @BeforeEach
  void writeKey() throws SecretFileException {
    key("frank.irk", KEY);
  }

  private void key(String name, String text) throws SecretFileException {
    SecretFile.writeNew(folder.resolve(name), text.getBytes(StandardCharsets.US_ASCII));
  }

  private DeviceConfig config(String more) throws ConfigException {
    return DeviceConfigReader.read(ConfigFiles.write(folder, PresenceFiles.FULL + more));
  }

  private Irks load(String more) throws Exception {
    return Irks.load(config(more), new BcPrimitives());
  }

  @Test
  void tellWhoseAddressItIsUntilTheyAreClosed() throws Exception {
    Irks irks = load("");
    RotatingAddress frank = irks.of(folder.resolve("frank.irk"));
    assertTrue(frank.made(MADE));
    assertFalse(frank.made(new MacAddress("70:81:94:0D:FB:AB")));
    assertEquals(frank, irks.of(folder.resolve("frank.irk")));
    assertFalse(frank.toString().contains("ec"), frank.toString());
    irks.close();
    assertFalse(frank.made(MADE));
  }

  @Test
  void becomeIdentitiesOfPeople() throws Exception {
    try (Irks irks = load("")) {
      List<KnownPerson> people = new People(irks::of).known(config("").presences().get(0).people());
      assertEquals(List.of("Frank", "Mädchen"), people.stream().map(KnownPerson::name).toList());
      Identity last = people.get(0).identities().get(10);
      assertEquals(new Identity.Rotating(irks.of(folder.resolve("frank.irk"))), last);
      assertEquals(
          config("").presences().get(0).people().get(0).leaveAfter(), people.get(0).leaveAfter());
    }
  }

  @Test
  void needTheirFiles() throws Exception {
    Path file = folder.resolve("frank.irk");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(Reason.EXPOSED, assertThrows(SecretFileException.class, () -> load("")).reason());
    Files.delete(file);
    assertEquals(Reason.MISSING, assertThrows(SecretFileException.class, () -> load("")).reason());
  }

  @Test
  void oneKeyInTwoFilesIsOfTwoPeopleAndRefused() throws Exception {
    // BlueZ's order: the same key all the same.
    key("anna.irk", "Key=9B7D390AA610103405ADC857A33402EC");
    StartupException e =
        assertThrows(
            StartupException.class,
            () -> load("[[sensor.person]]\nname = \"Anna\"\nirk-files = [\"anna.irk\"]\n"));
    assertEquals(ExitCode.CONFIGURATION, e.exit());
    assertEquals(
        "identity resolving key file %s: has the same key as %s; it must be of one person"
            .formatted(folder.resolve("anna.irk"), folder.resolve("frank.irk")),
        e.getMessage());
  }

  @Test
  void knowNoFileThatWasNotLoaded() throws Exception {
    try (Irks irks = load("")) {
      assertThrows(IllegalArgumentException.class, () -> irks.of(folder.resolve("anna.irk")));
    }
  }
}
