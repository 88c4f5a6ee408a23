package io.sealpost.sensors.esp32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.pi4j.serial.Pi4jSerialLine;
import io.sealpost.sensors.pi4j.serial.ScriptedModem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scanner, Pi4J, a terminal of the kernel, and a module of Python at its other end. */
class Esp32ScannerIT {
  private static final String DEVICE =
      "device +BLESCAN:\"5b:3b:6c:51:90:49\",-87,02011a020a0c0aff4c001005071c3024dc,,1";
  private static final String HEARD = "heard 5B:3B:6C:51:90:49";

  @TempDir Path folder;

  private final QueueEar ear = new QueueEar();
  private ScriptedModem modem;
  private Esp32Scanner scanner;

  @BeforeEach
  void start() throws Exception {
    modem = new ScriptedModem(folder);
    modem.tell(DEVICE);
    modem.plug();
    scanner =
        new Esp32Scanner(
            new Pi4jSerialLine(modem.link().toString(), 115_200), false, Duration.ofSeconds(2));
  }

  @AfterEach
  void stop() throws Exception {
    scanner.close();
    modem.close();
  }

  private void scan() throws Exception {
    scanner.start(ear);
    ear.await(HEARD);
    ear.await("listening");
  }

  private String deafness(String beginning) throws Exception {
    long begun = System.nanoTime();
    String told = ear.await("deaf " + beginning);
    System.out.println("deaf after " + (System.nanoTime() - begun) / 1_000_000 + " ms: " + told);
    return told;
  }

  @Test
  void theModuleIsSetUpAndItsDevicesAreHeard() throws Exception {
    scan();
    for (String command :
        List.of("AT", "ATE0", "AT+GMR", "AT+BLEINIT?", "AT+BLEINIT=1", "AT+BLESCAN=1,2")) {
      modem.await("command " + command);
    }
    modem.tell("clear");
    ear.await("listening");
    ear.await("listening");
  }

  @Test
  void aModuleThatIsUnpluggedIsMissedAndFoundAgain() throws Exception {
    scan();
    modem.unplug();
    assertEquals(
        "deaf " + modem.link() + " was unplugged: plug it in again, it is looked for",
        deafness(modem.link().toString()));
    deafness("there is no serial port");
    modem.plug();
    ear.await(HEARD);
    ear.await("listening");
  }

  @Test
  void aModuleThatFallsSilentIsDeafUntilItAnswers() throws Exception {
    scan();
    modem.tell("mode silent");
    assertTrue(deafness("the module at").contains(" does not answer: "));
    modem.tell("mode normal");
    ear.await(HEARD);
    ear.await("listening");
  }

  @Test
  void aModuleThatRestartsIsSetUpAgain() throws Exception {
    scan();
    modem.tell("restart");
    modem.await("command AT+BLEINIT=1");
    modem.await("command AT+BLEINIT=1");
    ear.await(HEARD);
    ear.await("listening");
  }

  @Test
  void aModuleThatRefusesAllIsDeafAndRecovers() throws Exception {
    scan();
    modem.tell("mode error");
    deafness("the module at");
    modem.tell("mode normal");
    ear.await("listening");
  }

  @Test
  void garbageIsPassedOver() throws Exception {
    modem.say("\0\377\377ets Jul 29 2019\r\n+BLESCAN:\"5b:3b");
    scanner.start(ear);
    ear.await(HEARD);
    modem.say("\u0001\u0002\r\n".repeat(1_000));
    ear.await("listening");
    ear.await("listening");
  }

  @Test
  void anAgentThatStartsAgainFindsTheModuleScanning() throws Exception {
    scan();
    scanner.close();
    ear.news();
    scanner =
        new Esp32Scanner(
            new Pi4jSerialLine(modem.link().toString(), 115_200), false, Duration.ofSeconds(2));
    scan();
  }
}
