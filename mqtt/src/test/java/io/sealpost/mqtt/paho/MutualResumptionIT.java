package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The same with a broker that wants a certificate of ours: it is resumed all the same. */
class MutualResumptionIT extends ResumptionIT {
  private int clients;

  @Override
  Mosquitto broker(Path home, Certificates authority) throws IOException {
    return Mosquitto.mutual(home, authority.good(), authority.authority());
  }

  @Override
  Security.Certificates security(Certificates authority) throws IOException {
    Certificates.Identity own = authority.client("client-" + clients++);
    return new Security.Certificates(
        Optional.of(authority.authority()),
        Optional.empty(),
        Optional.of(new ClientCertificate(own.certificate(), own.key())),
        InstantSource.system());
  }
}
