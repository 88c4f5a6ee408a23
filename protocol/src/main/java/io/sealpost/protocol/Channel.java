package io.sealpost.protocol;

import java.util.Arrays;
import java.util.Optional;

/** What a topic below a device is for. */
public sealed interface Channel {
  /** The last part of the topic, {@code control/ack} for instance. */
  String path();

  /** The logical stream name that the seal binds, {@code ack} for instance. */
  String stream();

  /** Returns what the topic part {@code path} is for, or nothing if the protocol has no such. */
  static Optional<Channel> ofPath(String path) {
    Optional<Channel> fixed =
        Arrays.<Channel>stream(Fixed.values()).filter(c -> c.path().equals(path)).findFirst();
    return fixed.or(() -> StreamName.parse(path).map(Readings::new));
  }

  /**
   * Readings of one stream.
   *
   * @param name the stream
   */
  record Readings(StreamName name) implements Channel {
    @Override
    public String path() {
      return name.value();
    }

    @Override
    public String stream() {
      return name.value();
    }
  }

  /** The four topics that every device has beside its readings. */
  enum Fixed implements Channel {
    /** Sealed and retained: what the device is, and how it is. */
    HELLO("hello", "hello"),
    /** Retained, in clear, also the last will: {@code online} or {@code offline}. */
    STATUS("status", "status"),
    /** Sealed commands to the device. */
    CONTROL("control", "control"),
    /** Sealed answers to commands. */
    ACK("control/ack", "ack");

    private final String path;
    private final String stream;

    Fixed(String path, String stream) {
      this.path = path;
      this.stream = stream;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public String stream() {
      return stream;
    }
  }
}
