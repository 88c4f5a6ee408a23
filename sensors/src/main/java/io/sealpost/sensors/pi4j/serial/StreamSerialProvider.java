package io.sealpost.sensors.pi4j.serial;

import com.pi4j.io.serial.Serial;
import com.pi4j.io.serial.SerialConfig;
import com.pi4j.io.serial.SerialProviderBase;

/** A provider of Pi4J for serial ports of the kernel, as streams of their device files. */
public final class StreamSerialProvider extends SerialProviderBase {
  /** For a context of Pi4J. */
  public StreamSerialProvider() {
    super("stream-serial", "Serial ports as streams");
  }

  @Override
  public Serial create(SerialConfig config) {
    StreamSerial serial = new StreamSerial(this, config);
    context().registry().add(serial);
    return serial;
  }
}
