package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.station.view.JsonLine;
import java.time.Instant;
import java.util.Optional;

/**
 * How the outcome of {@code sign} is told.
 *
 * @param said what the device said of its certificate, if it shows one
 * @param sent when the certificate ends that it was sent, if it was
 */
record SignWording(Optional<OwnCertificate> said, Optional<Instant> sent) implements Wording {
  @Override
  public String done(Answer answer) {
    return "has a certificate until " + sent.map(Instant::toString).orElse("?") + ", and tries it";
  }

  @Override
  public String nothing() {
    if (said.isEmpty()) {
      return "shows the broker no certificate";
    }
    return said.get().request().isPresent()
        ? "asks for a certificate; its present one ends on " + said.get().notAfter()
        : "asks for no certificate; its present one ends on " + said.get().notAfter();
  }

  @Override
  public boolean tellsSomething() {
    return said.flatMap(OwnCertificate::request).isPresent();
  }

  @Override
  public JsonLine json(DeviceId device) {
    return new JsonLine()
        .with("device", device)
        .with("asks", said.flatMap(OwnCertificate::request).isPresent())
        .with("not_after", said.map(OwnCertificate::notAfter))
        .with("sent_not_after", sent);
  }
}
