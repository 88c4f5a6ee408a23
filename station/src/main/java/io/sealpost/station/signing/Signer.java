package io.sealpost.station.signing;

import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;

/** Signs certificates. */
@FunctionalInterface
public interface Signer {
  /**
   * Signs one.
   *
   * @param device whose name goes into it
   * @return PEM: the device's certificate, then those of its authorities; not looked at yet
   * @throws StationException if none was signed, saying why
   */
  byte[] sign(DeviceId device, SigningRequest request) throws StationException;
}
