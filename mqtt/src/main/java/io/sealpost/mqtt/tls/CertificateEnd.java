package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import java.nio.file.Path;
import java.time.Instant;

/** Until when a certificate in a file counts. */
public final class CertificateEnd {
  private CertificateEnd() {}

  /**
   * The last moment at which the first certificate counts.
   *
   * @param file PEM, ours first
   * @throws LinkException naming the file and what is wrong with it
   */
  public static Instant of(Path file) throws LinkException {
    return CertificateFiles.certificates("the certificate file", file)
        .get(0)
        .getNotAfter()
        .toInstant();
  }
}
