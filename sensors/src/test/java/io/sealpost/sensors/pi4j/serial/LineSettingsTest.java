package io.sealpost.sensors.pi4j.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.serial.FlowControl;
import com.pi4j.io.serial.Parity;
import com.pi4j.io.serial.Serial;
import com.pi4j.io.serial.SerialConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineSettingsTest {
  private final Context context =
      Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().build();

  @AfterEach
  void shutDown() {
    context.shutdown();
  }

  private SerialConfigBuilder config() {
    return Serial.newConfigBuilder(context).device("/dev/ttyUSB0");
  }

  private static String words(SerialConfigBuilder config) {
    return String.join(" ", LineSettings.of(config.build()));
  }

  @Test
  void whatPi4jTakesByDefaultIsSaidInFull() {
    assertEquals(
        List.of(
            "9600",
            "raw",
            "-echo",
            "-hupcl",
            "clocal",
            "cread",
            "min",
            "0",
            "time",
            "5",
            "cs8",
            "-cstopb",
            "-parenb",
            "-crtscts",
            "-ixon",
            "-ixoff"),
        LineSettings.of(config().build()));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, -parenb",
    "ODD, parenb parodd -cmspar",
    "EVEN, parenb -parodd -cmspar",
    "MARK, parenb parodd cmspar",
    "SPACE, parenb -parodd cmspar"
  })
  void everyParityIsKnown(Parity parity, String words) {
    assertTrue(words(config().parity(parity)).contains(" " + words + " "));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, -crtscts -ixon -ixoff",
    "HARDWARE, crtscts -ixon -ixoff",
    "SOFTWARE, -crtscts ixon ixoff"
  })
  void everyFlowControlIsKnown(FlowControl flow, String words) {
    assertTrue(words(config().flowControl(flow)).endsWith(" " + words));
  }

  @Test
  void bitsAndSpeedAreTakenOver() {
    String words = words(config().baud(921_600).dataBits_7().stopBits_2());
    assertTrue(words.startsWith("921600 raw "), words);
    assertTrue(words.contains(" cs7 cstopb "), words);
  }
}
