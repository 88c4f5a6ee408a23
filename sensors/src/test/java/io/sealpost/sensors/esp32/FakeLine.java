package io.sealpost.sensors.esp32;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.pi4j.serial.SerialLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A serial port at which the test sends and listens. */
final class FakeLine implements SerialLine {
  /** What comes at each read, then nothing. */
  final Queue<String> incoming = new ArrayDeque<>();

  final List<String> calls = new ArrayList<>();
  boolean plugged = true;
  @Nullable RuntimeException surprise;

  @Override
  public String device() {
    return "/dev/serial/by-id/usb-Silicon_Labs_CP2102N_USB_to_UART_Bridge_Controller_0001-if00-port0";
  }

  @Override
  public void open() throws SensorException {
    calls.add("open");
    requirePlugged();
  }

  @Override
  public int read(byte[] buffer) throws SensorException {
    requirePlugged();
    if (surprise != null) {
      throw surprise;
    }
    String next = incoming.poll();
    byte[] bytes = next == null ? new byte[0] : next.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, buffer, 0, bytes.length);
    return bytes.length;
  }

  @Override
  public void write(byte[] bytes) throws SensorException {
    requirePlugged();
    calls.add(new String(bytes, US_ASCII));
  }

  @Override
  public void close() {
    calls.add("close");
  }

  List<String> news() {
    List<String> news = List.copyOf(calls);
    calls.clear();
    return news;
  }

  private void requirePlugged() throws SensorException {
    if (!plugged) {
      throw new SensorException(Kind.ABSENT, "ttyUSB0 was unplugged");
    }
  }
}
