package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.Vectors;
import io.sealpost.station.testing.Vectors.Vector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();

  static List<Vector> valid() throws IOException {
    return Vectors.of("sealpost-1/valid.json");
  }

  static List<Vector> reject() throws IOException {
    return Vectors.of("sealpost-1/reject.json");
  }

  static List<Vector> fernetValid() throws IOException {
    return Vectors.of("fernet-generated/valid.json");
  }

  static List<Vector> fernetReject() throws IOException {
    return Vectors.of("fernet-generated/reject.json");
  }

  static List<Vector> fernetSpecGenerate() throws IOException {
    return Vectors.of("fernet-spec/generate.json");
  }

  static List<Vector> fernetSpecVerify() throws IOException {
    return Vectors.of("fernet-spec/verify.json");
  }

  static List<Vector> fernetSpecInvalid() throws IOException {
    return Vectors.of("fernet-spec/invalid.json");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void opensEveryValidMessageByteForByte(Vector vector) throws IOException {
    List<String> arguments = coseArguments("open", vector);
    arguments.add("--verbose");

    Cli.Result result = run(HEX.parseHex(vector.get("sealed")), arguments);

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(vector.get("plaintext"), HEX.formatHex(result.bytes()));
    assertTrue(
        result
            .err()
            .contains(
                "epoch " + vector.get("epoch") + " sequence " + vector.get("sequence") + "\n"),
        result.err());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void sealsEveryValidMessageByteForByte(Vector vector) throws IOException {
    List<String> arguments = coseArguments("seal", vector);
    arguments.addAll(List.of("--epoch", vector.get("epoch"), "--sequence", vector.get("sequence")));

    Cli.Result result = run(HEX.parseHex(vector.get("plaintext")), arguments);

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(vector.get("sealed"), HEX.formatHex(result.bytes()));
  }

  @ParameterizedTest
  @MethodSource("reject")
  void refusesEveryInvalidMessageWithoutAByteOfPlaintext(Vector vector) throws IOException {
    Cli.Result result = run(HEX.parseHex(vector.get("sealed")), coseArguments("open", vector));

    assertRefused(result);
  }

  @ParameterizedTest
  @MethodSource("fernetValid")
  void opensEveryFernetToken(Vector vector) throws IOException {
    Cli.Result result = run(ascii(vector.get("token")), fernetArguments("open", vector));

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(vector.get("msg_hex"), HEX.formatHex(result.bytes()));
  }

  @ParameterizedTest
  @MethodSource("fernetValid")
  void sealsEveryFernetTokenByteForByte(Vector vector) throws IOException {
    List<String> arguments = fernetArguments("seal", vector);
    arguments.addAll(
        List.of("--fernet-time", vector.get("time"), "--fernet-iv", vector.get("iv_hex")));

    Cli.Result result = run(HEX.parseHex(vector.get("msg_hex")), arguments);

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(vector.get("token"), result.out());
  }

  @ParameterizedTest
  @MethodSource("fernetReject")
  void refusesEveryFernetTokenThatIsNotStrictlyOne(Vector vector) throws IOException {
    assertRefused(run(ascii(vector.get("token")), fernetArguments("open", vector)));
  }

  @ParameterizedTest
  @MethodSource("fernetSpecGenerate")
  void sealsAsTheFernetSpecificationDoes(Vector vector) throws IOException {
    List<String> arguments = fernetArguments("seal", vector);
    arguments.addAll(List.of("--fernet-time", seconds(vector), "--fernet-iv", vector.get("iv")));

    Cli.Result result = run(ascii(vector.get("src")), arguments);

    assertEquals(vector.get("token"), result.out());
  }

  @ParameterizedTest
  @MethodSource("fernetSpecVerify")
  void opensWhatTheFernetSpecificationSealed(Vector vector) throws IOException {
    Cli.Result result = run(ascii(vector.get("token")), fernetArgumentsWithTime(vector));

    assertEquals(0, result.exitCode(), result.err());
    assertArrayEquals(ascii(vector.get("src")), result.bytes());
  }

  @ParameterizedTest
  @MethodSource("fernetSpecInvalid")
  void refusesWhatTheFernetSpecificationCallsInvalid(Vector vector) throws IOException {
    assertRefused(run(ascii(vector.get("token")), fernetArgumentsWithTime(vector)));
  }

  private static void assertRefused(Cli.Result result) {
    assertEquals(1, result.exitCode(), result.err());
    assertEquals(0, result.bytes().length);
    assertTrue(result.err().startsWith("sealpost open: message refused ("), result.err());
  }

  private Cli.Result run(byte[] in, List<String> arguments) {
    return cli.run(in, arguments.toArray(new String[0]));
  }

  private List<String> coseArguments(String command, Vector vector) throws IOException {
    return new ArrayList<>(
        List.of(
            command,
            "--psk-file=" + pskFile(vector.get("psk")),
            "--format=cose-" + vector.get("suite"),
            "--device=" + vector.get("device"),
            "--stream=" + vector.get("stream"),
            "--direction=" + vector.get("direction"),
            "--boot-id=" + vector.get("session")));
  }

  private List<String> fernetArguments(String command, Vector vector) throws IOException {
    return new ArrayList<>(
        List.of(command, "--psk-file=" + pskFile(vector.get("secret")), "--format=fernet"));
  }

  private List<String> fernetArgumentsWithTime(Vector vector) throws IOException {
    List<String> arguments = fernetArguments("open", vector);
    arguments.addAll(List.of("--now", seconds(vector), "--ttl", vector.get("ttl_sec")));
    return arguments;
  }

  private static String seconds(Vector vector) {
    return String.valueOf(OffsetDateTime.parse(vector.get("now")).toEpochSecond());
  }

  private Path pskFile(String key) throws IOException {
    Path file = Files.writeString(folder.resolve("psk"), key + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
