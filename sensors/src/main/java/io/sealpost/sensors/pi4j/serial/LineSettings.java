package io.sealpost.sensors.pi4j.serial;

import com.pi4j.io.serial.FlowControl;
import com.pi4j.io.serial.Parity;
import com.pi4j.io.serial.SerialConfig;
import com.pi4j.io.serial.StopBits;
import java.util.ArrayList;
import java.util.List;

/** What {@code stty} must be told so that a port is as Pi4J's configuration wants it. */
final class LineSettings {
  /** After how many tenths of a second a read of nothing returns. */
  static final int PATIENCE = 5;

  private LineSettings() {}

  /**
   * The arguments of {@code stty}, after the device: bytes pass as they are in both directions, no
   * signal of a modem is waited for, and a read returns what there is, or nothing after {@link
   * #PATIENCE}. The line is not hung up at the end, since boards wired for programming reset then.
   */
  static List<String> of(SerialConfig config) {
    List<String> words = new ArrayList<>();
    words.add(Integer.toString(config.baud()));
    words.addAll(List.of("raw", "-echo", "-hupcl", "clocal", "cread"));
    words.addAll(List.of("min", "0", "time", Integer.toString(PATIENCE)));
    words.add("cs" + config.dataBits().getValue());
    words.add(config.stopBits() == StopBits._2 ? "cstopb" : "-cstopb");
    words.addAll(parity(config.parity()));
    words.add(config.flowControl() == FlowControl.HARDWARE ? "crtscts" : "-crtscts");
    String software = config.flowControl() == FlowControl.SOFTWARE ? "" : "-";
    words.addAll(List.of(software + "ixon", software + "ixoff"));
    return List.copyOf(words);
  }

  private static List<String> parity(Parity parity) {
    return switch (parity) {
      case NONE -> List.of("-parenb");
      case ODD -> List.of("parenb", "parodd", "-cmspar");
      case EVEN -> List.of("parenb", "-parodd", "-cmspar");
      case MARK -> List.of("parenb", "parodd", "cmspar");
      case SPACE -> List.of("parenb", "-parodd", "cmspar");
    };
  }
}
