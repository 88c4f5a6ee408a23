package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.testing.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAndSealTest {
  private static final String KEY = "ab".repeat(32);
  private static final byte[] PLAINTEXT = "hello".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private Path psk = Path.of("");

  @BeforeEach
  void writeKey() throws IOException {
    psk = Files.writeString(folder.resolve("psk"), KEY);
    close(psk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cose", "cose-1", "cose-2", "fernet"})
  void whatWasSealedOpens(String format) {
    Cli.Result sealed = seal(PLAINTEXT, "--format", format);
    Cli.Result opened = open(sealed.bytes(), "--format", format);

    assertEquals(0, opened.exitCode(), opened.err());
    assertArrayEquals(PLAINTEXT, opened.bytes());
    assertEquals("", opened.err());
  }

  @Test
  void emptyNamesAndAnEmptyPlaintextAreTakenAsGiven() {
    String[] names = {"--device=", "--stream=", "--direction=up"};
    byte[] sealed = cli.run(new byte[0], with("seal", names, "--epoch=0", "--sequence=0")).bytes();

    Cli.Result opened = cli.run(sealed, with("open", names));

    assertEquals(0, opened.exitCode(), opened.err());
    assertEquals(0, opened.bytes().length);
  }

  @Test
  void aMessageWithALineEndAfterItIsRefused() {
    byte[] sealed = seal(PLAINTEXT, "--format", "fernet").bytes();
    byte[] longer = new byte[sealed.length + 1];
    System.arraycopy(sealed, 0, longer, 0, sealed.length);
    longer[sealed.length] = '\n';

    assertRefused("malformed", open(longer, "--format", "fernet"));
  }

  @Test
  void anAlteredMessageIsRefusedInUniformWords() {
    byte[] sealed = seal(PLAINTEXT).bytes();
    sealed[sealed.length - 1] ^= 1;

    assertRefused("not authentic", open(sealed));
  }

  @Test
  void anEmptyInputIsRefused() {
    assertRefused("malformed", open(new byte[0]));
  }

  @Test
  void moreThanSixtyFourKibibytesAreRefused() {
    assertRefused("too long", open(new byte[64 * 1024 + 1]));
  }

  @Test
  void aPlaintextThatDoesNotFitIsNotSealed() {
    Cli.Result result = seal(new byte[64 * 1024]);

    assertEquals(1, result.exitCode());
    assertEquals(0, result.bytes().length);
    assertTrue(result.err().startsWith("sealpost seal: "), result.err());
  }

  @Test
  void anExpiredTokenIsRefused() {
    byte[] token = seal(PLAINTEXT, "--format", "fernet", "--fernet-time", "1000").bytes();

    assertRefused("expired", open(token, "--format", "fernet", "--ttl", "60", "--now", "1061"));
    assertEquals(0, open(token, "--format", "fernet", "--ttl", "60", "--now", "1060").exitCode());
  }

  @Test
  void aTimeToLiveOfZeroAllowsTheVerySecondOnly() {
    byte[] token = seal(PLAINTEXT, "--format", "fernet", "--fernet-time", "1000").bytes();

    assertEquals(0, open(token, "--format", "fernet", "--ttl", "0", "--now", "1000").exitCode());
    assertRefused("expired", open(token, "--format", "fernet", "--ttl", "0", "--now", "1001"));
  }

  @Test
  void theFirstAndTheLastSecondCanBeSealedAndOpened() {
    for (String second : new String[] {"0", "31556889864403199"}) {
      byte[] token = seal(PLAINTEXT, "--format", "fernet", "--fernet-time", second).bytes();
      Cli.Result opened =
          open(token, "--format", "fernet", "--now", second, "--ttl", second, "--verbose");

      assertArrayEquals(PLAINTEXT, opened.bytes());
      assertTrue(opened.err().contains("sealed at " + second + "\n"), opened.err());
    }
  }

  @Test
  void aNameThatStartsWithAnAtSignIsNotReadFromAFile() throws IOException {
    String at = "@" + Files.writeString(folder.resolve("name"), "d");
    String[] names = {"--device", at, "--stream=s", "--direction=up"};

    byte[] sealed = cli.run(PLAINTEXT, with("seal", names, "--epoch=1", "--sequence=2")).bytes();

    assertArrayEquals(PLAINTEXT, cli.run(sealed, with("open", names)).bytes());
    assertRefused("unknown key", open(sealed));
    assertRefused("unknown key", cli.run(seal(PLAINTEXT).bytes(), with("open", names)));
  }

  @Test
  void anEmptyBootIdIsNone() {
    byte[] sealed = seal(PLAINTEXT, "--boot-id", "").bytes();

    assertArrayEquals(PLAINTEXT, open(sealed).bytes());
    assertArrayEquals(PLAINTEXT, open(sealed, "--boot-id=").bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "seal"})
  void anEmptyBootIdIsNotEnoughDownwards(String command) {
    String[] names = {"--device=d", "--stream=s", "--direction=down", "--boot-id", ""};

    Cli.Result result = cli.run(PLAINTEXT, with(command, names));

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("--direction down needs --boot-id"), result.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --device=d --stream=s                              | --direction is missing
          --device=d --direction=up                          | --stream is missing
          --stream=s --direction=up                          | --device is missing
          --device=d --stream=s --direction=left             | must be up or down, not "left"
          --device=d --stream=s --direction=down             | needs --boot-id
          --device=d --stream=s --direction=up --boot-id=0123456789abcdef | with --direction down only
          --device=d --stream=s --direction=down --boot-id=xyz | must be 16
          --device=d --stream=s --direction=up --format=jwe  | must be cose, cose-1, cose-2 or fernet
          --device=d --stream=s --direction=up --ttl=60      | with --format fernet only
          --device=d --stream=s --direction=up --bogus=60    | Unknown option
          --format=fernet --ttl=-1                           | --ttl must be 0 to
          --format=fernet --ttl=99999999999999999            | --ttl must be 0 to
          --format=fernet --now=-5                           | --now must be 0 to 31556889864403199
          --format=fernet --now=99999999999999999            | --now must be 0 to 31556889864403199
          --format=fernet --now=soon                         | --now must be 0 to 31556889864403199
          --format=fernet --boot-id=xyz                      | must be 16
          """)
  void aWrongCommandLineSaysWhatIsWrong(String options, String complaint) {
    List<String> arguments = new ArrayList<>(List.of("open", "--psk-file", psk.toString()));
    arguments.addAll(List.of(options.trim().split(" ", -1)));

    Cli.Result result = cli.run(new byte[0], arguments.toArray(new String[0]));

    assertEquals(64, result.exitCode(), result.err());
    assertTrue(result.err().contains(complaint), result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--epoch=1, --sequence is missing",
    "--sequence=1, --epoch is missing",
    "--epoch=4294967296 --sequence=0, must be 0 to 4294967295",
    "--epoch=-1 --sequence=0, must be 0 to 4294967295",
    "--epoch=７ --sequence=0, --epoch must be 0 to 4294967295 in the digits 0 to 9",
    "--epoch=+7 --sequence=0, --epoch must be 0 to 4294967295 in the digits 0 to 9",
    "--epoch=0 --sequence=７, --sequence must be 0 to 4294967295 in the digits 0 to 9",
    "--epoch=0 --sequence=+7, --sequence must be 0 to 4294967295 in the digits 0 to 9",
    "--epoch=0 --sequence=99999999999999999999, --sequence must be 0 to 4294967295",
    "--epoch=0 --sequence=, --sequence must be 0 to 4294967295",
    "--format=fernet --fernet-time=-1, --fernet-time must be 0 to 31556889864403199",
    "--format=fernet --fernet-time=99999999999999999, must be 0 to 31556889864403199",
    "--epoch=1 --sequence=0 --fernet-iv=00, with --format fernet only",
    "--format=fernet --fernet-iv=00, must be 32 hexadecimal digits",
    "--format=fernet --fernet-iv=xy, --fernet-iv"
  })
  void aCounterOrVectorOutOfRangeIsAUsageFault(String options, String complaint) {
    Cli.Result result =
        cli.run(
            PLAINTEXT,
            with("seal", options.split(" ", -1), "--device=d", "--stream=s", "--direction=up"));

    assertEquals(64, result.exitCode(), result.err());
    assertTrue(result.err().contains(complaint), result.err());
  }

  @Test
  void aBootIdMayBeWrittenInCapitals() {
    String[] lower = {
      "--device=d", "--stream=control", "--direction=down", "--boot-id=00ff00ff00ff00ff"
    };
    String[] upper = {
      "--device=d", "--stream=control", "--direction=down", "--boot-id=00FF00FF00FF00FF"
    };
    byte[] sealed = cli.run(PLAINTEXT, with("seal", upper, "--epoch=1", "--sequence=1")).bytes();

    assertArrayEquals(PLAINTEXT, cli.run(sealed, with("open", lower)).bytes());
  }

  private Cli.Result seal(byte[] plaintext, String... more) {
    String[] names = {"--device=d", "--stream=s", "--direction=up", "--epoch=1", "--sequence=2"};
    return cli.run(plaintext, with("seal", names, more));
  }

  private Cli.Result open(byte[] sealed, String... more) {
    String[] names = {"--device=d", "--stream=s", "--direction=up"};
    return cli.run(sealed, with("open", names, more));
  }

  private String[] with(String command, String[] options, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--psk-file", psk.toString()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(more));
    return arguments.toArray(new String[0]);
  }

  private static void assertRefused(String reason, Cli.Result result) {
    assertEquals(1, result.exitCode(), result.err());
    assertEquals(0, result.bytes().length);
    assertEquals("sealpost open: message refused (" + reason + ")\n", result.err());
  }

  private static void close(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
