package io.sealpost.device.irk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.irk.IrkCommand.NoKeyException;
import io.sealpost.device.irk.Request.Origin;
import io.sealpost.sensors.MacAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample key of the Core Specification, on disk as BlueZ has it. */
class IrkCommandTest {
  private static final String KEY = "ec0234a357c8ad05341010a60a397d9b";
  private static final String TURNED = "9b7d390aa610103405adc857a33402ec";
  private static final MacAddress MADE = new MacAddress("70:81:94:0D:FB:AA");
  private static final MacAddress PHONE = new MacAddress("88:29:9C:00:61:A9");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path bluetooth = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void pair() throws IOException {
    bluetooth = folder.resolve("bluetooth");
    file = folder.resolve("frank.irk");
    paired(
        "88:29:9C:00:61:A9",
        """
        [General]
        Name=Frank\u2019s \u001b[31miPhone
        SupportedTechnologies=BR/EDR;LE;

        [LinkKey]
        Key=00112233445566778899AABBCCDDEEFF

        [IdentityResolvingKey]
        Key=%s
        """
            .formatted(TURNED.toUpperCase(Locale.ROOT)));
    paired("11:22:33:44:55:66", "[General]\nName=Keyboard\n[LongTermKey]\nKey=" + KEY + "\n");
    Files.createDirectories(bluetooth.resolve("DC:A6:32:01:02:03/cache"));
    Files.writeString(bluetooth.resolve("DC:A6:32:01:02:03/settings"), "[General]\n");
  }

  @AfterEach
  void neverPrintsAKey() {
    String said = out.toString(UTF_8).toLowerCase(Locale.ROOT);
    assertFalse(said.contains(KEY.substring(0, 8)) || said.contains(TURNED.substring(0, 8)), said);
  }

  private void paired(String address, String info) throws IOException {
    Path device = Files.createDirectories(bluetooth.resolve("DC:A6:32:01:02:03/" + address));
    Files.writeString(device.resolve("info"), info);
  }

  private boolean run(String input, Request request) throws NoKeyException, SecretFileException {
    return new IrkCommand(
            bluetooth,
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new BcPrimitives())
        .run(request);
  }

  private Request to(Origin origin, Optional<MacAddress> check) {
    return new Request(Optional.of(origin), Optional.of(file), check);
  }

  private static Request tryOn(Origin origin, MacAddress address) {
    return new Request(Optional.of(origin), Optional.empty(), Optional.of(address));
  }

  private void assertWritten() throws IOException {
    assertEquals(KEY + "\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void tellsHowItIsDoneAndWhatIsPaired() throws Exception {
    assertTrue(run("", Request.HOW));
    String said = out.toString(UTF_8);
    assertTrue(
        said.contains("bluetoothctl") && said.contains("iPhone") && said.contains("Android"));
    assertTrue(
        said.endsWith(
            """
            Paired with this machine:
            11:22:33:44:55:66  no IRK  "Keyboard"
            88:29:9C:00:61:A9  IRK     "Frank\u2019s \\u001B[31miPhone"
            """),
        said);
  }

  @Test
  void saysThatNothingIsPairedOrThatThereIsNoBluetooth() throws Exception {
    bluetooth = Files.createDirectories(folder.resolve("empty"));
    run("", Request.HOW);
    assertTrue(out.toString(UTF_8).endsWith("No device is paired with this machine.\n"));
    bluetooth = folder.resolve("missing");
    run("", Request.HOW);
    assertTrue(
        out.toString(UTF_8)
            .endsWith("there is no folder " + bluetooth + "; is BlueZ installed?\n"));
  }

  @Test
  void writesTheKeyOfAPairedDeviceInTheOrderOfOurFiles() throws Exception {
    assertTrue(run("", to(new Request.Paired(PHONE), Optional.of(MADE))));
    assertWritten();
    assertEquals(
        MADE
            + " was made with this key.\n"
            + file
            + ": written, for nobody but its owner to read.\n",
        out.toString(UTF_8));
  }

  @Test
  void writesAKeyFromStandardInput() throws Exception {
    assertTrue(
        run("m305CqYQEDQFrchXozQC7A==\n", to(new Request.StandardInput(), Optional.empty())));
    assertWritten();
  }

  @Test
  void anAddressThatWasHeardSettlesTheOrder() throws Exception {
    assertTrue(run(TURNED, to(new Request.StandardInput(), Optional.of(MADE))));
    assertWritten();
    assertTrue(
        out.toString(UTF_8)
            .startsWith(MADE + " was made with this key, its octets in the other order.\n"));
  }

  @Test
  void writesNothingThatDoesNotFitTheAddress() throws Exception {
    MacAddress other = new MacAddress("70:81:94:0D:FB:AB");
    assertFalse(run(KEY, to(new Request.StandardInput(), Optional.of(other))));
    assertFalse(Files.exists(file));
    assertEquals(other + " was not made with this key.\n", out.toString(UTF_8));
  }

  @Test
  void saysWhichAddressesNoKeyMakes() throws Exception {
    assertFalse(run(KEY, tryOn(new Request.StandardInput(), PHONE)));
    assertTrue(out.toString(UTF_8).startsWith(PHONE + " was not made with any key: "));
  }

  @Test
  void triesTheKeyInAFile() throws Exception {
    assertTrue(run(KEY, to(new Request.StandardInput(), Optional.empty())));
    assertTrue(run("", tryOn(new Request.KeyFile(file), MADE)));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    SecretFileException open =
        assertThrows(
            SecretFileException.class, () -> run("", tryOn(new Request.KeyFile(file), MADE)));
    assertEquals(SecretFileException.Reason.EXPOSED, open.reason());
  }

  @Test
  void replacesNoFile() throws Exception {
    Files.writeString(file, "mine");
    assertThrows(
        SecretFileException.class,
        () -> run(KEY, to(new Request.StandardInput(), Optional.empty())));
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void refusesWhatIsNoKeyWithoutRepeatingIt() {
    NoKeyException e =
        assertThrows(
            NoKeyException.class,
            () -> run(KEY + KEY, to(new Request.StandardInput(), Optional.empty())));
    assertTrue(String.valueOf(e.getMessage()).startsWith("standard input: must be a key: 32 hex"));
    assertFalse(String.valueOf(e.getMessage()).contains(KEY.substring(0, 8)));
  }

  @Test
  void saysThatADeviceIsNotPairedOrGaveNoKey() {
    for (String address : new String[] {"11:22:33:44:55:66", "11:22:33:44:55:67"}) {
      NoKeyException e =
          assertThrows(
              NoKeyException.class,
              () -> run("", tryOn(new Request.Paired(new MacAddress(address)), MADE)));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith(address + ": no device of that address"));
    }
  }

  @Test
  void doesNotFollowLinksOutOfTheFolder() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    Files.writeString(elsewhere, "[IdentityResolvingKey]\nKey=" + TURNED + "\n");
    Path device = bluetooth.resolve("DC:A6:32:01:02:03/22:22:22:22:22:22");
    Files.createDirectories(device);
    Files.createSymbolicLink(device.resolve("info"), elsewhere);
    MacAddress address = new MacAddress("22:22:22:22:22:22");
    assertThrows(NoKeyException.class, () -> run("", tryOn(new Request.Paired(address), MADE)));
  }
}
