package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of one test, and the broker's certificate for localhost. */
public final class Authority {
  private static final List<String> NEW_KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes");

  private final Path folder;

  private Authority(Path folder) {
    this.folder = folder;
  }

  /** Makes both in a folder, by the real openssl. */
  public static Authority create(Path folder) throws IOException {
    Authority authority = new Authority(folder);
    openssl(
        NEW_KEY,
        "req",
        "-x509",
        "-days",
        "2",
        "-subj",
        "/CN=Sealpost test authority",
        "-keyout",
        folder + "/ca.key",
        "-out",
        authority.certificate().toString());
    openssl(
        NEW_KEY,
        "req",
        "-subj",
        "/CN=localhost",
        "-keyout",
        authority.brokerKey().toString(),
        "-out",
        folder + "/broker.csr");
    Path extensions = folder.resolve("broker.ext");
    Files.writeString(
        extensions, "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
    openssl(
        List.of(),
        "x509",
        "-req",
        "-days",
        "2",
        "-in",
        folder + "/broker.csr",
        "-CA",
        authority.certificate().toString(),
        "-CAkey",
        folder + "/ca.key",
        "-CAcreateserial",
        "-extfile",
        extensions.toString(),
        "-out",
        authority.brokerCertificate().toString());
    return authority;
  }

  /** Packs the broker's key and certificates into a PKCS 12 file. */
  public Path brokerKeystore(Path passwordFile) {
    Path keystore = folder.resolve("broker.p12");
    openssl(
        List.of(),
        "pkcs12",
        "-export",
        "-name",
        "broker",
        "-inkey",
        brokerKey().toString(),
        "-in",
        brokerCertificate().toString(),
        "-certfile",
        certificate().toString(),
        "-passout",
        "file:" + passwordFile,
        "-out",
        keystore.toString());
    return keystore;
  }

  private static void openssl(List<String> more, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Tool.OPENSSL.path()));
    command.addAll(List.of(arguments));
    command.addAll(more);
    Child.succeed(command);
  }

  /** The authority's own certificate, PEM. */
  public Path certificate() {
    return folder.resolve("ca.pem");
  }

  /** The broker's certificate, PEM. */
  public Path brokerCertificate() {
    return folder.resolve("broker.pem");
  }

  /** The broker's key, PEM. */
  public Path brokerKey() {
    return folder.resolve("broker.key");
  }
}
