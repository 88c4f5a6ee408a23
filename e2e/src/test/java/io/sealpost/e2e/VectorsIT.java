package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Shell;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Vectors;
import io.sealpost.e2e.rig.Vectors.Vector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code sealpost open} and {@code sealpost seal} as a script would use them. */
final class VectorsIT {
  @TempDir private Path folder;

  static List<Vector> valid() throws IOException {
    return Vectors.sample("sealpost-1/valid.json", 10);
  }

  static List<Vector> rejected() throws IOException {
    return Vectors.sample("sealpost-1/reject.json", 6);
  }

  static List<Vector> validFernet() throws IOException {
    return Vectors.sample("fernet-generated/valid.json", 8);
  }

  static List<Vector> rejectedFernet() throws IOException {
    return Vectors.sample("fernet-generated/reject.json", 8);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void messageIsSealedAndOpenedByteForByte(Vector vector) throws IOException {
    assertGives(
        vector.bytes("sealed"),
        run(
            vector.bytes("plaintext"),
            cose(
                "seal",
                vector,
                "--epoch",
                vector.text("epoch"),
                "--sequence",
                vector.text("sequence"))));
    assertGives(vector.bytes("plaintext"), run(vector.bytes("sealed"), cose("open", vector)));
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void badMessageGivesExitCode1AndNoByte(Vector vector) throws IOException {
    assertRefused(run(vector.bytes("sealed"), cose("open", vector)));
  }

  @ParameterizedTest
  @MethodSource("validFernet")
  void tokenIsSealedAndOpenedByteForByte(Vector vector) throws IOException {
    byte[] token = vector.text("token").getBytes(StandardCharsets.US_ASCII);
    assertGives(
        token,
        run(
            vector.bytes("msg_hex"),
            fernet(
                "seal",
                vector,
                "--fernet-time",
                vector.text("time"),
                "--fernet-iv",
                vector.text("iv_hex"))));
    assertGives(vector.bytes("msg_hex"), run(token, fernet("open", vector)));
  }

  @ParameterizedTest
  @MethodSource("rejectedFernet")
  void badTokenGivesExitCode1AndNoByte(Vector vector) throws IOException {
    assertRefused(
        run(vector.text("token").getBytes(StandardCharsets.UTF_8), fernet("open", vector)));
  }

  private List<String> cose(String verb, Vector vector, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(verb, "--psk-file", key(vector.text("psk"))));
    arguments.addAll(List.of("--format", "cose-" + vector.text("suite")));
    arguments.addAll(List.of("--device", vector.text("device"), "--stream", vector.text("stream")));
    arguments.addAll(List.of("--direction", vector.text("direction")));
    if (!vector.text("session").isEmpty()) {
      arguments.addAll(List.of("--boot-id", vector.text("session")));
    }
    arguments.addAll(List.of(more));
    return arguments;
  }

  private List<String> fernet(String verb, Vector vector, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(verb, "--format", "fernet"));
    arguments.addAll(List.of("--psk-file", key(vector.text("secret"))));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private String key(String key) throws IOException {
    Path file = folder.resolve("psk");
    Files.deleteIfExists(file);
    Site.secret(file, key);
    return file.toString();
  }

  private static Child.Finished run(byte[] input, List<String> arguments) {
    List<String> command = Programs.STATION.command(arguments.toArray(String[]::new));
    return Child.run("sealpost " + arguments.get(0), Shell.utf8(command), input);
  }

  private static void assertGives(byte[] expected, Child.Finished finished) {
    assertEquals("", finished.err());
    assertEquals(0, finished.code());
    assertArrayEquals(expected, finished.out());
  }

  private static void assertRefused(Child.Finished finished) {
    assertEquals(1, finished.code(), finished::err);
    assertEquals(0, finished.out().length, "bytes on standard output");
    assertEquals(1, finished.err().lines().count(), finished::err);
  }
}
