package io.sealpost.e2e.rig;

/** A broker on 127.0.0.1 that speaks MQTT over TLS. */
public interface Broker extends AutoCloseable {
  /** Where it listens. */
  int port();

  @Override
  void close();
}
