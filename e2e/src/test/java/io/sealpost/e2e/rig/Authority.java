package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of one test, and the broker's certificate for localhost. */
public final class Authority {
  private static final String BROKER =
      "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n";

  private final Path folder;
  private final Validity validity;

  private Authority(Path folder, Validity validity) {
    this.folder = folder;
    this.validity = validity;
  }

  /**
   * When a certificate is valid.
   *
   * @param from a moment as {@code faketime} takes it; now if empty
   * @param days from then on
   */
  public record Validity(String from, int days) {
    /** From now on, for the time of any test. */
    public static final Validity NOW = new Validity("", 2);

    /** It is over. */
    public static final Validity EXPIRED = new Validity("10 days ago", 2);
  }

  /**
   * A certificate and its key.
   *
   * @param certificate PEM
   * @param key PEM, PKCS 8
   */
  public record Issued(Path certificate, Path key) {}

  /** What kind of key is made. */
  public enum KeyKind {
    /** NIST P-256. */
    EC("ec", "ec_paramgen_curve:prime256v1"),
    /** 2048 bits. */
    RSA("rsa", "rsa_keygen_bits:2048");

    private final String algorithm;
    private final String parameter;

    KeyKind(String algorithm, String parameter) {
      this.algorithm = algorithm;
      this.parameter = parameter;
    }

    private List<String> options() {
      return List.of("-newkey", algorithm, "-pkeyopt", parameter, "-nodes");
    }
  }

  /** Makes both in a folder, by the real openssl. The authority is named after the folder. */
  public static Authority create(Path folder) throws IOException {
    return create(folder, Validity.NOW);
  }

  /** Makes both in a folder, valid at another time. */
  public static Authority create(Path folder, Validity validity) throws IOException {
    Authority authority = new Authority(Files.createDirectories(folder), validity);
    selfSign(
        new Issued(authority.certificate(), Path.of(authority.key())),
        "/CN=Sealpost test " + folder.getFileName(),
        validity,
        List.of());
    authority.issue("broker", "localhost", BROKER, KeyKind.EC, validity);
    return authority;
  }

  /** Makes a broker's certificate that no authority has signed. */
  public static void selfSigned(Issued issued) {
    selfSign(
        issued, "/CN=localhost", Validity.NOW, List.of("-addext", "subjectAltName=DNS:localhost"));
  }

  private static void selfSign(Issued issued, String name, Validity valid, List<String> more) {
    List<String> request = at(valid);
    request.addAll(openssl("req", "-x509", "-days", Integer.toString(valid.days())));
    request.addAll(List.of("-subj", name, "-keyout", issued.key().toString()));
    request.addAll(List.of("-out", issued.certificate().toString()));
    request.addAll(more);
    request.addAll(KeyKind.EC.options());
    Child.succeed(request);
  }

  /** Issues a certificate to a client, whose name is the common name. */
  public Issued issueToClient(String name, KeyKind kind) throws IOException {
    return issueToClient(name, kind, validity);
  }

  /** The same, valid at another time. */
  public Issued issueToClient(String name, KeyKind kind, Validity valid) throws IOException {
    return issue("client-" + name, name, "extendedKeyUsage=clientAuth\n", kind, valid);
  }

  /**
   * Issues a certificate to a broker.
   *
   * @param host the only one that it is for
   */
  public Issued issueToBroker(String name, String host, Validity valid) throws IOException {
    return issue(name, host, BROKER.replace("localhost", host), KeyKind.EC, valid);
  }

  private Issued issue(
      String file, String commonName, String extensions, KeyKind kind, Validity valid)
      throws IOException {
    Issued issued = new Issued(folder.resolve(file + ".pem"), folder.resolve(file + ".key"));
    String csr = folder + "/" + file + ".csr";
    List<String> request = openssl("req", "-subj", "/CN=" + commonName, "-out", csr);
    request.addAll(List.of("-keyout", issued.key().toString()));
    request.addAll(kind.options());
    Child.succeed(request);
    Path extensionFile = folder.resolve(file + ".ext");
    Files.writeString(extensionFile, extensions);
    List<String> signing = at(valid);
    signing.addAll(openssl("x509", "-req", "-in", csr, "-CAcreateserial"));
    signing.addAll(List.of("-days", Integer.toString(valid.days())));
    signing.addAll(List.of("-CA", certificate().toString(), "-CAkey", key()));
    signing.addAll(List.of("-extfile", extensionFile.toString()));
    signing.addAll(List.of("-out", issued.certificate().toString()));
    Child.succeed(signing);
    return issued;
  }

  /**
   * Revokes a certificate.
   *
   * @return the list of revoked certificates, PEM
   */
  public Path revoke(Issued issued) throws IOException {
    Path config = folder.resolve("ca.conf");
    Files.writeString(folder.resolve("index"), "");
    Files.writeString(
        config,
        "[ca]\ndefault_ca = own\n[own]\ndatabase = "
            + folder.resolve("index")
            + "\ndefault_md = sha256\ndefault_crl_days = 2\n");
    List<String> ca = openssl("ca", "-config", config.toString(), "-keyfile", key());
    ca.addAll(List.of("-cert", certificate().toString()));
    List<String> revoking = new ArrayList<>(ca);
    revoking.addAll(List.of("-revoke", issued.certificate().toString()));
    Child.succeed(revoking);
    Path list = folder.resolve("crl.pem");
    ca.addAll(List.of("-gencrl", "-out", list.toString()));
    Child.succeed(ca);
    return list;
  }

  /** Packs the broker's key and certificates into a PKCS 12 file. */
  public Path brokerKeystore(Path passwordFile) {
    Path keystore = folder.resolve("broker.p12");
    List<String> packing = openssl("pkcs12", "-export", "-name", "broker");
    packing.addAll(List.of("-inkey", broker().key().toString()));
    packing.addAll(List.of("-in", broker().certificate().toString()));
    packing.addAll(List.of("-certfile", certificate().toString()));
    packing.addAll(List.of("-passout", "file:" + passwordFile, "-out", keystore.toString()));
    Child.succeed(packing);
    return keystore;
  }

  /** A command whose time is the beginning of the validity. */
  private static List<String> at(Validity valid) {
    return new ArrayList<>(
        valid.from().isEmpty() ? List.of() : List.of(Tool.FAKETIME.path(), valid.from()));
  }

  private static List<String> openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Tool.OPENSSL.path()));
    command.addAll(List.of(arguments));
    return command;
  }

  private String key() {
    return folder + "/ca.key";
  }

  /** The authority's own certificate, PEM. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** The broker's certificate for localhost and its key. */
  public Issued broker() {
    return new Issued(folder.resolve("broker.pem"), folder.resolve("broker.key"));
  }
}
