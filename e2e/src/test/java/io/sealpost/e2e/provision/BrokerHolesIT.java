package io.sealpost.e2e.provision;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code broker --check} finds each hole in the rules and names it, and nothing beside it. Holes
 * that do not touch each other are there at once: each shows in rows of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrokerHolesIT {
  private static final String CONTROL = "pattern read sealpost/%u/control\n";

  // Owned by the test's thread.
  private BrokerSite site;

  @BeforeAll
  void oneBrokerForAll(@TempDir Path folder) throws IOException {
    site = BrokerSite.create(folder, "local-control");
    site.write();
    site.start();
  }

  @AfterAll
  void stop() {
    site.close();
  }

  /**
   * Holes that are there at once.
   *
   * @param parts of the check that must find them
   * @param file of the site that has them
   * @param change makes them
   * @param rows that are wrong by it, in their order, as WHO WHAT
   */
  record Holes(String parts, String file, UnaryOperator<String> change, List<String> rows) {
    @Override
    public String toString() {
      return parts + ": " + String.join("; ", rows);
    }
  }

  static Stream<Holes> rules() {
    return Stream.of(
        inTheRules(
            "devices,station,wills",
            acl ->
                less(
                    more(
                        acl,
                        "pattern write sealpost/%u",
                        "pattern write sealpost/%u/control",
                        "pattern write sealpost/%u/not-listed",
                        "pattern write sealpost/+/temperature",
                        "pattern write sealpost/+/hello",
                        "pattern write sealpost/+/control/ack"),
                    "pattern write sealpost/%u/health",
                    "topic deny sealpost/station/#",
                    "topic write sealpost/+/status"),
            "device 1 writes sealpost/DEVICE1/health",
            "device 1 writes sealpost/DEVICE1/control",
            "device 1 writes sealpost/DEVICE1/control, retained",
            "device 1 writes sealpost/DEVICE1/not-listed",
            "device 1 writes sealpost/DEVICE1",
            "device 1 writes sealpost/DEVICE2/temperature",
            "device 1 writes sealpost/DEVICE2/hello",
            "device 1 writes sealpost/DEVICE2/control/ack",
            "device 1 writes sealpost/DEVICE2/hello, retained",
            "device 1 writes sealpost/station/temperature",
            "station writes sealpost/DEVICE1/temperature",
            "station writes sealpost/DEVICE1/control/ack",
            "station writes sealpost/station/temperature",
            "station clears sealpost/DEVICE1/status",
            "device 1 leaves a will for sealpost/DEVICE1/control"),
        inTheRules(
            "station,wills",
            acl ->
                more(acl, "pattern write sealpost/+/status")
                    .replace("topic read sealpost/#", "topic readwrite sealpost/#"),
            "station writes sealpost/DEVICE1/temperature",
            "station writes sealpost/DEVICE1/control/ack",
            "device 1 leaves a will for sealpost/DEVICE2/status"),
        inTheRules(
            "reads",
            acl ->
                more(
                    acl, "pattern read sealpost/+/control", "pattern read sealpost/%u/temperature"),
            "device 1 reads sealpost/DEVICE1/#",
            "device 1 reads sealpost/DEVICE2/control",
            "device 1 reads sealpost/DEVICE2/#",
            "device 1 reads sealpost/+/temperature",
            "device 1 reads sealpost/+/control",
            "device 1 reads sealpost/+/+",
            "device 1 reads sealpost/#",
            "device 1 reads +/#",
            "device 1 reads #",
            "device 1 reads $share/check/sealpost/#",
            "device 2 reads, by its client id, what waits for DEVICE1"),
        inTheRules(
            "reads",
            acl -> more(acl, "pattern read sealpost/+/hello"),
            "device 1 reads sealpost/DEVICE2/hello",
            "device 1 reads sealpost/DEVICE2/#",
            "device 1 reads sealpost/+/+",
            "device 1 reads sealpost/#",
            "device 1 reads +/#",
            "device 1 reads #",
            "device 1 reads $share/check/sealpost/#"),
        inTheRules(
            "reads",
            acl -> more(acl, "pattern read sealpost/#", "pattern read $SYS/#"),
            "device 1 reads sealpost/DEVICE1/#",
            "device 1 reads sealpost/DEVICE2/hello",
            "device 1 reads sealpost/DEVICE2/control",
            "device 1 reads sealpost/DEVICE2/#",
            "device 1 reads sealpost/+/temperature",
            "device 1 reads sealpost/+/control",
            "device 1 reads sealpost/+/+",
            "device 1 reads sealpost/#",
            "device 1 reads +/#",
            "device 1 reads #",
            "device 1 reads $SYS/#",
            "device 1 reads $share/check/sealpost/#",
            "device 2 reads, by its client id, what waits for DEVICE1"));
  }

  static Stream<Holes> settings() {
    return Stream.of(
        inTheSettings(
            "doors",
            conf ->
                conf.replace("require_certificate true", "require_certificate false")
                    .replace("use_identity_as_username true\n", "")
                    .replace("allow_anonymous false", "allow_anonymous true"),
            "no certificate connects",
            "another authority's connects",
            "expired certificate connects",
            "broker's certificate connects",
            "revoked certificate connects"),
        inTheSettings(
            "doors,sizes",
            conf -> conf.replaceAll("(crlfile|message_size_limit) .*\n", ""),
            "revoked certificate connects",
            "device 1 writes 65537 bytes"));
  }

  private static Holes inTheRules(String parts, UnaryOperator<String> change, String... rows) {
    return new Holes(parts, "broker/acl", change, List.of(rows));
  }

  private static Holes inTheSettings(String parts, UnaryOperator<String> change, String... rows) {
    return new Holes(parts, "broker/mosquitto.conf", change, List.of(rows));
  }

  private static String more(String acl, String... lines) {
    return acl.replace(CONTROL, CONTROL + String.join("\n", lines) + "\n");
  }

  private static String less(String acl, String... lines) {
    return acl.lines().filter(line -> !List.of(lines).contains(line)).collect(joining("\n")) + "\n";
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holesInTheRulesAreNamed(Holes holes) throws IOException {
    String before = site.read(holes.file());
    site.edit(holes.file(), holes.change());
    site.reload();
    try {
      named(holes);
    } finally {
      site.edit(holes.file(), now -> before);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void holesInTheSettingsAreNamed(Holes holes) throws IOException {
    String before = site.read(holes.file());
    site.edit(holes.file(), holes.change());
    site.restart();
    try {
      named(holes);
    } finally {
      site.edit(holes.file(), now -> before);
      site.restart();
    }
  }

  private void named(Holes holes) {
    BrokerSite.Run run = site.check("--only", holes.parts());
    assertEquals(1, run.code(), run::text);
    assertEquals(holes.rows(), run.wrong(), run::text);
  }
}
