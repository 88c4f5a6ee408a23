package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.Security;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** TLS with certificates, as the JDK does it. */
public final class CertificateClient implements TlsClient {
  private final HandshakeTally tally = new HandshakeTally();
  private final KeyMaterial anonymous;
  private final Optional<ClientKeys> keys;

  private CertificateClient(KeyMaterial anonymous, Optional<ClientKeys> keys) {
    this.anonymous = anonymous;
    this.keys = keys;
  }

  /**
   * A client that speaks some versions only.
   *
   * @param versions at least one
   * @throws LinkException naming the CA file and what is wrong with it
   */
  public static TlsClient create(Security.Certificates security, Set<TlsVersion> versions)
      throws LinkException {
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no version of TLS: expected at least one");
    }
    BrokerTrust trust =
        new BrokerTrust(
            new Authorities(security.caFile()),
            security.crlFile().map(RevocationLists::new),
            security.validity());
    ClientKeys.Loading loading =
        files -> new KeyMaterial(Optional.of(ClientIdentity.read(files)), trust, versions);
    return new CertificateClient(
        new KeyMaterial(Optional.empty(), trust, versions),
        security.client().map(files -> new ClientKeys(files, loading, security.validity())));
  }

  @Override
  public Attempt attempt() throws LinkException {
    return new KeyAttempt(keys.isPresent() ? keys.get().next() : anonymous);
  }

  @Override
  public boolean renewed() {
    return keys.map(ClientKeys::look).orElse(false);
  }

  @Override
  public Tally tally() {
    return tally.tally();
  }

  private final class KeyAttempt implements Attempt {
    private final KeyMaterial material;
    private final Optional<Path> file;

    KeyAttempt(KeyMaterial material) {
      this.material = material;
      file = keys.map(own -> own.fileOf(material));
    }

    @Override
    public Optional<Path> certificateFile() {
      return file;
    }

    @Override
    public Secured secure(Socket connection, String host, int port) throws IOException {
      return material.secure(connection, host, port, tally);
    }

    @Override
    public void accepted() {
      keys.ifPresent(own -> own.accepted(material));
    }

    @Override
    public boolean refused() {
      return keys.map(own -> own.refused(material)).orElse(false);
    }

    @Override
    public void failed() {
      keys.ifPresent(ClientKeys::failed);
    }
  }
}
