package io.sealpost.mqtt.net;

/** Numbers of RFC 6455 section 5.2. */
final class WebSocketFrames {
  static final int FIN = 0x80;
  static final int RESERVED = 0x70;
  static final int OPCODE = 0x0f;
  static final int MASKED = 0x80;
  static final int LENGTH = 0x7f;
  static final int LENGTH_16 = 126;
  static final int LENGTH_64 = 127;
  static final int MOST_CONTROL_BYTES = 125;

  static final int CONTINUATION = 0;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private WebSocketFrames() {}
}
