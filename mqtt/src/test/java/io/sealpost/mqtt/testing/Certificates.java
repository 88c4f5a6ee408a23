package io.sealpost.mqtt.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A throw-away authority, made with OpenSSL, and certificates signed by it. */
public final class Certificates {
  private static final String VALID_FROM = "20200101000000Z";
  private static final String VALID_TO = "20491231235959Z";

  private final String openssl = Program.find("openssl", "openssl");
  private final Path folder;

  /** A certificate and its key, PEM files both. */
  public record Identity(Path certificate, Path key) {}

  /**
   * Makes the authority.
   *
   * @param folder to be made, for its files
   */
  public Certificates(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectory(folder.resolve("issued"));
    Files.createFile(folder.resolve("index.txt"));
    Files.writeString(
        folder.resolve("ca.cnf"),
        """
        [ca]
        default_ca = site
        [site]
        database = index.txt
        new_certs_dir = issued
        certificate = ca.pem
        private_key = ca.key
        default_md = sha256
        policy = any
        rand_serial = yes
        unique_subject = no
        [any]
        commonName = supplied
        [req]
        distinguished_name = name
        x509_extensions = authority
        [name]
        [authority]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign
        """);
    run(
        "req -x509 -config ca.cnf -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
            + " -keyout ca.key -out ca.pem -days 30 -subj /CN="
            + folder.getFileName());
  }

  /** The authority's certificate. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** A good certificate for 127.0.0.1, ::1 and localhost. */
  public Identity good() throws IOException {
    return issue("good", "IP:127.0.0.1,IP:::1,DNS:localhost", VALID_FROM, VALID_TO);
  }

  /** A certificate for somebody else. */
  public Identity forAnotherHost() throws IOException {
    return issue("another", "DNS:broker.example", VALID_FROM, VALID_TO);
  }

  /** A certificate that is over. */
  public Identity expired() throws IOException {
    return issue("expired", "IP:127.0.0.1", VALID_FROM, "20200201000000Z");
  }

  /** A certificate that has not begun. */
  public Identity early() throws IOException {
    return issue("early", "IP:127.0.0.1", "20480101000000Z", VALID_TO);
  }

  private Identity issue(String name, String names, String from, String to) throws IOException {
    Files.writeString(
        folder.resolve(name + ".cnf"),
        "extendedKeyUsage = serverAuth\nsubjectAltName = " + names + "\n");
    run(
        "req -new -config ca.cnf -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "
            + name
            + ".key -out "
            + name
            + ".csr -subj /CN="
            + name);
    run(
        "ca -batch -config ca.cnf -notext -in %s.csr -out %s.pem -extfile %s.cnf -startdate %s"
                .formatted(name, name, name, from)
            + " -enddate "
            + to);
    return new Identity(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
  }

  private void run(String arguments) {
    Program.run(
        folder, Stream.concat(Stream.of(openssl), List.of(arguments.split(" ")).stream()).toList());
  }
}
