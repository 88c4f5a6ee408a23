package io.sealpost.station.testing;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.util.List;

/** A request as a device makes it, for a certificate by the real openssl. */
public final class RealRequest {
  private RealRequest() {}

  /** In a name; leaves files in a folder. */
  public static SigningRequest of(String name, Path folder)
      throws IOException, CertificateException {
    Path old = folder.resolve("old.pem");
    List<String> command =
        List.of(
            "/usr/bin/openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            folder.resolve("old.key").toString(),
            "-out",
            old.toString(),
            "-days",
            "3",
            "-subj",
            "/CN=" + name);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] said = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new AssertionError(new String(said, java.nio.charset.StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    try (NewKey key =
        NewKey.like(IssuedChain.ofPem(Files.readAllBytes(old)).own(), new SecureRandom())) {
      return key.request();
    }
  }
}
