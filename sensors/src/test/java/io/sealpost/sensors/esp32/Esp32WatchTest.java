package io.sealpost.sensors.esp32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Esp32WatchTest {
  private static final String SCAN = "> AT+BLESCAN=1,10";
  private static final String PARAMETERS = "> AT+BLESCANPARAM=0,0,0,160,160";
  private static final String DEVICE = "+BLESCAN:\"5b:3b:6c:51:90:49\",-87,020106,,1";
  private static final String HEARD = "heard 5B:3B:6C:51:90:49";
  private static final String VERSION = "AT version:3.2.0.0(s-ec2dec2 - ESP32)";
  private static final String AT_PORT = "the module at /dev/ttyUSB0 ";
  private static final String SILENT =
      "TIMED_OUT "
          + AT_PORT
          + "does not answer: has it the ESP-AT firmware, are TX and RX crossed, is a console on the"
          + " port (raspi-config, Serial Port)?";

  private final Module module = new Module();

  @Test
  void aFreshModuleIsSetUpStepByStep() {
    assertEquals(List.of("> AT"), module.open());
    assertEquals(List.of("> ATE0"), module.send("AT", "", "OK"));
    assertEquals(List.of("> AT+GMR"), module.send("ATE0", "", "OK"));
    assertEquals(List.of("> AT+BLEINIT?"), module.send(VERSION, "SDK version:v4", "", "OK"));
    assertEquals(List.of("> AT+BLEINIT=1"), module.send("+BLEINIT:0", "", "OK"));
    assertEquals(List.of(PARAMETERS), module.send("", "OK"));
    assertEquals(List.of(SCAN), module.send("OK"));
    assertEquals(List.of(), module.send("OK"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+BLEINIT:1", "+BLEINIT:3"})
  void aModuleThatStillScansIsStoppedFirst(String role) {
    module.open();
    module.send("OK", "OK", VERSION, "OK");
    assertEquals(List.of(HEARD, "> AT+BLESCAN=0"), module.send(DEVICE, role, "OK"));
    assertEquals(List.of(PARAMETERS), module.send("OK"));
  }

  @Test
  void aModuleThatAdvertisesIsRestarted() {
    module.open();
    module.send("OK", "OK", VERSION, "OK");
    assertEquals(List.of("> AT+RST"), module.send("+BLEINIT:2", "OK"));
    assertEquals(List.of(), module.send("OK", "ready"));
    assertEquals(List.of("> AT"), module.pass(1));
  }

  @Test
  void devicesAreHeardAsTheyCome() {
    module.scan();
    assertEquals(List.of(HEARD, HEARD), module.send(DEVICE, "garbled +BLESCAN:", DEVICE));
  }

  @Test
  void devicesMayComeBeforeTheAnswer() {
    module.open();
    module.send("OK", "OK", VERSION, "OK", "+BLEINIT:0", "OK", "OK", "OK");
    assertEquals(List.of(HEARD), module.send(DEVICE, "OK"));
    assertEquals(List.of("listening", SCAN), module.windows(1));
  }

  @Test
  void aWholeWindowProvesThatItListensThoughNobodyIsThere() {
    module.scan();
    assertEquals(
        List.of("listening", SCAN, "listening", SCAN, "listening", SCAN), module.windows(3));
  }

  @Test
  void anEndThatIsToldTwiceEndsOneWindow() {
    module.scan();
    module.windows(1);
    assertEquals(List.of(), module.send("+BLESCANDONE", "+BLESCANDONE"));
    assertEquals(List.of("listening", SCAN), module.windows(1));
  }

  @Test
  void firmwareThatTellsNoEndIsAskedAgainAndListensWhenItAnswers() {
    module.scan();
    assertEquals(List.of(), module.pass(11));
    assertEquals(List.of(SCAN), module.pass(1));
    assertEquals(List.of("listening"), module.send("OK"));
  }

  @Test
  void silenceIsDeafnessWithinHalfAMinute() {
    module.scan();
    List<String> acts = module.pass(23);
    assertEquals(List.of(SCAN, "> AT", "> AT", SILENT, "reopen"), acts);
    assertEquals(List.of(), module.pass(60), "until it was opened again");
    assertEquals(List.of("> AT"), module.open());
  }

  @Test
  void aModuleThatNeverAnsweredIsDeafAfterTwelveSeconds() {
    module.open();
    assertEquals(List.of("> AT", "> AT"), module.pass(10));
    assertEquals(List.of(SILENT, "reopen"), module.pass(1));
  }

  @Test
  void anotherSpeedIsSuspectedWhereGarbageComes() {
    module.open();
    module.send("\u0000\uFFFDx", "\u0007");
    assertEquals(
        "TIMED_OUT " + AT_PORT + "sends what is no text: is its baud rate the configured one?",
        module.pass(12).get(2));
  }

  @Test
  void garbageBetweenLinesDoesNotMatter() {
    module.scan();
    assertEquals(List.of(HEARD), module.send("\u0000", DEVICE, "+BLESCAN:\"5b", "x".repeat(999)));
    assertEquals(List.of("listening", SCAN), module.windows(1));
  }

  @Test
  void aRestartIsSetUpAgain() {
    module.scan();
    assertEquals(List.of(), module.send("rst:0x1 (POWERON_RESET)", "ready"));
    assertEquals(List.of("> AT"), module.pass(1));
    assertEquals(
        List.of("> ATE0", "> AT+GMR", "> AT+BLEINIT?", "> AT+BLEINIT=1", PARAMETERS, SCAN),
        module.send("OK", "OK", VERSION, "OK", "+BLEINIT:0", "OK", "OK", "OK", "OK"));
  }

  @Test
  void theAnswerToACommandOfBeforeTheRestartIsNotTakenForAnother() {
    module.scan();
    assertEquals(List.of(), module.send("ready", "AT+BLESCAN=1,10", "ERROR", "OK"));
    assertEquals(List.of("> AT"), module.pass(1));
  }

  @Test
  void theAnswerToACommandOfAFormerProgramIsNotTakenForAnother() {
    module.watch.opened(0);
    assertEquals(List.of(), module.watch.line("OK", 1));
  }

  @Test
  void aModuleThatRestartsAgainAndAgainIsDeaf() {
    module.scan();
    assertEquals(List.of(), module.send("ready", "ready"));
    assertEquals(
        List.of(
            "BAD_READING "
                + AT_PORT
                + "restarts again and again: does its power supply give 500 mA?"),
        module.send("ready"));
    assertEquals(List.of("> AT"), module.pass(1));
  }

  @Test
  void restartsFarApartAreForgiven() {
    module.scan();
    for (int i = 0; i < 10; i++) {
      assertEquals(List.of(), module.send("ready"));
      assertEquals(List.of("> AT"), module.pass(1));
      module.send("OK", "OK", VERSION, "OK", "+BLEINIT:0", "OK", "OK", "OK", "OK");
      assertEquals(List.of("listening", SCAN), module.windows(1));
    }
  }

  @Test
  void aRefusedScanIsStoppedSetUpAndTriedAgain() {
    module.scan();
    module.pass(10);
    assertEquals(
        List.of("listening", SCAN, "> AT+BLESCAN=0"), module.send("+BLESCANDONE", "ERROR"));
    assertEquals(List.of(), module.send("ERROR"), "nothing to stop");
    assertEquals(List.of(PARAMETERS), module.pass(1));
    assertEquals(List.of(SCAN), module.send("OK"));
    assertEquals(List.of(), module.send("OK"));
    assertEquals(List.of("listening", SCAN), module.windows(1));
  }

  @Test
  void aScanThatIsRefusedAgainAndAgainMeansARestart() {
    module.scan();
    module.pass(10);
    module.send("+BLESCANDONE", "ERROR", "OK", "OK", "ERROR", "OK", "OK");
    assertEquals(
        List.of("> AT+RST", "BAD_READING " + AT_PORT + "refuses to scan: it is being restarted"),
        module.send("ERROR"));
    assertEquals(List.of(), module.send("OK", "ready"));
    assertEquals(List.of("> AT"), module.pass(1));
  }

  @Test
  void aBusyModuleIsAskedAgainASecondLater() {
    module.open();
    assertEquals(List.of(), module.send("busy p..."));
    assertEquals(List.of("> AT"), module.pass(1));
    assertEquals(List.of("> ATE0"), module.send("OK"));
  }

  @Test
  void aModuleThatStaysBusyIsDeaf() {
    module.open();
    List<String> acts = new ArrayList<>();
    for (int second = 0; second < 30; second++) {
      acts.addAll(module.send("busy p..."));
      acts.addAll(module.pass(1));
    }
    assertEquals(List.of("> AT", "> AT", "> AT"), acts.subList(0, 3));
    assertEquals(
        List.of("TIMED_OUT " + AT_PORT + "stays busy: take its power away for a second", "reopen"),
        acts.subList(acts.size() - 2, acts.size()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AT+BLEINIT?", "AT+BLEINIT=1"})
  void firmwareWithoutBluetoothIsNamedAndLookedAtEachMinute(String command) {
    module.open();
    module.send("OK", "OK", "AT version:2.2.1.0(ESP8266)", "OK");
    if (command.equals("AT+BLEINIT=1")) {
      module.send("+BLEINIT:0", "OK");
    }
    assertEquals(
        List.of(
            "ABSENT "
                + AT_PORT
                + "has a firmware without Bluetooth, \"2.2.1.0(ESP8266)\": flash the ESP-AT of an"
                + " ESP32, ESP32-C3 or ESP32-C6"),
        module.send("ERROR"));
    assertEquals(List.of(), module.pass(59));
    assertEquals(List.of("> AT"), module.pass(1));
  }

  @Test
  void anotherFirmwareIsNamed() {
    module.open();
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertEquals(List.of("> ATE0", "> AT+GMR"), module.send("OK", "OK", "1418B04", "OK"));
      assertEquals(List.of("> AT"), module.pass(1));
    }
    module.send("OK", "OK");
    assertEquals(
        List.of(
            "ABSENT "
                + AT_PORT
                + "has another firmware, it says \"1418B04SIM800L24\": flash ESP-AT"),
        module.send("AT+GMR", "1418B04SIM800L24", "OK"));
  }

  @Test
  void aRadioThatFellSilentIsRestartedOnce() {
    module.scan();
    module.send(DEVICE);
    assertFalse(module.windows(8).contains("> AT+RST"));
    module.pass(10);
    assertEquals(List.of("listening", "> AT+RST"), module.send("+BLESCANDONE"));
    module.send("OK", "ready");
    module.pass(1);
    module.send("OK", "OK", VERSION, "OK", "+BLEINIT:0", "OK", "OK", "OK", "OK");
    assertFalse(module.windows(100).contains("> AT+RST"), "perhaps nobody is there");
  }

  @Test
  void aNameNeedsAnActiveScan() {
    Esp32Watch active = new Esp32Watch("/dev/ttyUSB0", true, Duration.ofSeconds(10));
    active.opened(0);
    active.tick(Duration.ofSeconds(1).toNanos());
    for (String line : List.of("OK", "OK", VERSION, "OK", "+BLEINIT:0", "OK")) {
      active.line(line, Duration.ofSeconds(1).toNanos());
    }
    assertEquals(
        List.of(new Act.Send("AT+BLESCANPARAM=1,0,0,160,160")),
        active.line("OK", Duration.ofSeconds(1).toNanos()));
  }

  /** Whatever comes, the watch goes on: it sends something, or asks for the port to be reopened. */
  @Test
  void noSequenceOfLinesStopsIt() {
    Random random = new Random(23);
    List<String> lines =
        List.of(
            "OK",
            "ERROR",
            "ready",
            "busy p...",
            "+BLESCANDONE",
            DEVICE,
            VERSION,
            "+BLEINIT:0",
            "+BLEINIT:1",
            "+BLEINIT:2",
            "\u0001",
            "",
            "AT");
    for (int run = 0; run < 500; run++) {
      Module any = new Module();
      any.open();
      for (int i = 0; i < 60; i++) {
        if (any.send(lines.get(random.nextInt(lines.size()))).contains("reopen")) {
          any.open();
        }
        if (any.pass(random.nextInt(5)).contains("reopen")) {
          any.open();
        }
      }
      assertFalse(any.pass(61).isEmpty(), "run " + run);
    }
  }
}
