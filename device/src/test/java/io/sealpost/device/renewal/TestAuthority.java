package io.sealpost.device.renewal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;

/** An authority of one test, by the real openssl. */
public final class TestAuthority {
  private final Path folder;

  /** Makes it in a folder. */
  public TestAuthority(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createFile(folder.resolve("index"));
    Files.writeString(
        folder.resolve("conf"),
        """
        [ca]
        default_ca = site
        [site]
        database = index
        new_certs_dir = .
        rand_serial = yes
        unique_subject = no
        default_md = sha256
        policy = any
        x509_extensions = client
        [any]
        commonName = supplied
        [client]
        extendedKeyUsage = clientAuth
        """);
    run(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out ca.pem"
            + " -days 3650 -subj /CN=test");
  }

  /** A certificate of a key that nobody has any more. */
  public IssuedChain first(String name, String from, String to)
      throws IOException, CertificateException {
    run(
        "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout gone -out csr -subj"
            + " /CN="
            + name);
    return sign(name, from, to);
  }

  /**
   * Signs a request.
   *
   * @param from as in {@code 20270101000000Z}
   */
  public IssuedChain sign(SigningRequest request, String name, String from, String to)
      throws IOException, CertificateException {
    Files.writeString(folder.resolve("csr"), request.pem());
    return sign(name, from, to);
  }

  private IssuedChain sign(String name, String from, String to)
      throws IOException, CertificateException {
    run(
        "ca -batch -notext -config conf -cert ca.pem -keyfile key -in csr -out crt -subj /CN=%s"
                .formatted(name)
            + " -startdate %s -enddate %s".formatted(from, to));
    String chain =
        Files.readString(folder.resolve("crt")) + Files.readString(folder.resolve("ca.pem"));
    return IssuedChain.ofPem(chain.getBytes(UTF_8));
  }

  private void run(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed:\n" + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
