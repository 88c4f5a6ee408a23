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
  private static final String HERE = "IP:127.0.0.1,IP:::1,DNS:localhost";
  private static final String EC = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1";

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
        [own]
        subjectAltName = IP:127.0.0.1
        [name]
        [authority]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign, cRLSign
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
    return good("good");
  }

  /** Another one of the kind. */
  public Identity good(String name) throws IOException {
    return issue(name, HERE, VALID_FROM, VALID_TO);
  }

  /** A certificate of a client, on the curve P-256. */
  public Identity client(String name) throws IOException {
    return client(name, VALID_FROM, VALID_TO);
  }

  /** A certificate of a client, valid for some time. */
  public Identity client(String name, String from, String to) throws IOException {
    return issue(name, "extendedKeyUsage = clientAuth\n", EC, from, to);
  }

  /** A certificate of a client with an RSA key. */
  public Identity rsaClient(String name) throws IOException {
    String rsa = "-newkey rsa:2048";
    return issue(name, "extendedKeyUsage = clientAuth\n", rsa, VALID_FROM, VALID_TO);
  }

  /** A certificate that nobody but itself vouches for, until the end of 2030. */
  public Identity selfSigned() {
    run("req -new -config ca.cnf " + EC + " -nodes -keyout own.key -out own.csr -subj /CN=own");
    run(
        "ca -batch -selfsign -config ca.cnf -notext -extensions own -keyfile own.key -in own.csr"
            + " -out own.pem -startdate "
            + VALID_FROM
            + " -enddate 20301231235959Z");
    return new Identity(folder.resolve("own.pem"), folder.resolve("own.key"));
  }

  /** Takes a certificate back. */
  public void revoke(Identity identity) {
    run("ca -config ca.cnf -crl_reason keyCompromise -revoke " + identity.certificate());
  }

  /** The list of what was taken back so far, PEM, to be replaced at the end of 2049. */
  public Path revocationList(String name) {
    return revocationList(name, VALID_TO);
  }

  /** The list of what was taken back so far, PEM, to be replaced at some time. */
  public Path revocationList(String name, String next) {
    run(
        "ca -config ca.cnf -gencrl -crl_lastupdate %s -crl_nextupdate %s -out %s.crl"
            .formatted(VALID_FROM, next, name));
    return folder.resolve(name + ".crl");
  }

  /** A certificate for somebody else. */
  public Identity forAnotherHost() throws IOException {
    return forHosts("another", "DNS:broker.example");
  }

  /**
   * A certificate for hosts.
   *
   * @param hosts as OpenSSL takes them, with commas
   */
  public Identity forHosts(String name, String hosts) throws IOException {
    return issue(name, hosts, VALID_FROM, VALID_TO);
  }

  /** A certificate of a broker that names none. */
  public Identity forNoHost(String name) throws IOException {
    return issue(name, "extendedKeyUsage = serverAuth\n", EC, VALID_FROM, VALID_TO);
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
    String extensions = "extendedKeyUsage = serverAuth\nsubjectAltName = " + names + "\n";
    return issue(name, extensions, EC, from, to);
  }

  private Identity issue(String name, String extensions, String key, String from, String to)
      throws IOException {
    Files.writeString(folder.resolve(name + ".cnf"), extensions);
    run(
        "req -new -config ca.cnf "
            + key
            + " -nodes -keyout "
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
