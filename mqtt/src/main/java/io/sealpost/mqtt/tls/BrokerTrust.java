package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the broker's certificate as the JDK does, but at a time that is not always the system
 * clock's, and against revocation lists from a file; for which host it is, {@link HostName} says.
 * Fetches nothing from the network. Safe for use by several threads.
 */
final class BrokerTrust extends X509ExtendedTrustManager {
  /** No question to a server (OCSP), and none for the lists of authorities above the first. */
  private static final Set<PKIXRevocationChecker.Option> LISTS_ONLY =
      Set.of(
          PKIXRevocationChecker.Option.PREFER_CRLS,
          PKIXRevocationChecker.Option.NO_FALLBACK,
          PKIXRevocationChecker.Option.ONLY_END_ENTITY);

  private final Authorities authorities;
  private final Optional<RevocationLists> lists;
  private final InstantSource validity;

  /**
   * @param validity the time at which certificates and lists are judged
   */
  BrokerTrust(Authorities authorities, Optional<RevocationLists> lists, InstantSource validity) {
    this.authorities = authorities;
    this.lists = lists;
    this.validity = validity;
  }

  /** One of the JDK's ways to check a chain. */
  private interface Check {
    void with(X509ExtendedTrustManager manager) throws CertificateException;
  }

  /**
   * Checks the certificate of a session once more, except for the host, which was right.
   *
   * @param suite name of its cipher suite
   */
  void check(X509Certificate[] chain, String suite) throws BrokerCertificateException {
    // as JSSE names the key exchange: only with RSA, the certificate has to allow encryption
    String exchange = suite.startsWith("TLS_RSA_") ? "RSA" : "UNKNOWN";
    judge(chain, manager -> manager.checkServerTrusted(chain, exchange));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    judge(chain, manager -> manager.checkServerTrusted(chain, authType, socket));
    HostName.require(((SSLSocket) socket).getHandshakeSession().getPeerHost(), chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    judge(chain, manager -> manager.checkServerTrusted(chain, authType, engine));
    HostName.require(engine.getHandshakeSession().getPeerHost(), chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    judge(chain, manager -> manager.checkServerTrusted(chain, authType));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private static CertificateException noServer() {
    return new CertificateException("a link has no clients");
  }

  private void judge(X509Certificate[] chain, Check check) throws BrokerCertificateException {
    Instant now = validity.instant();
    try {
      PKIXBuilderParameters parameters =
          new PKIXBuilderParameters(authorities.anchors(), new X509CertSelector());
      parameters.setDate(Date.from(now));
      parameters.setRevocationEnabled(false);
      check.with(manager(parameters));
      boolean pinned = isAuthority(chain[0], parameters);
      if (pinned) {
        // the JDK takes one that is an authority itself for granted, whatever its dates
        chain[0].checkValidity(parameters.getDate());
      }
      if (lists.isPresent()) {
        if (!pinned) {
          consult(lists.get().covering(chain[0], now), parameters);
          check.with(manager(parameters));
        }
        refuseListed(lists.get().entry(List.of(chain)));
      }
    } catch (BrokerCertificateException e) {
      throw e;
    } catch (CertificateException e) {
      throw CertificateVerdict.of(e, chain, now);
    } catch (GeneralSecurityException e) {
      throw new BrokerCertificateException(Reason.OTHER, "cannot be checked: " + e.getMessage(), e);
    }
  }

  private static boolean isAuthority(
      X509Certificate certificate, PKIXBuilderParameters parameters) {
    return parameters.getTrustAnchors().stream()
        .anyMatch(anchor -> certificate.equals(anchor.getTrustedCert()));
  }

  private static void consult(List<X509CRL> own, PKIXBuilderParameters parameters)
      throws GeneralSecurityException {
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(own)));
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(LISTS_ONLY);
    parameters.setRevocationEnabled(true);
    parameters.addCertPathChecker(checker);
  }

  private static X509ExtendedTrustManager manager(PKIXBuilderParameters parameters)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static void refuseListed(Optional<X509CRLEntry> entry) throws BrokerCertificateException {
    if (entry.isPresent()) {
      throw CertificateVerdict.revoked(
          entry.get().getRevocationDate().toInstant(),
          Optional.ofNullable(entry.get().getRevocationReason()));
    }
  }
}
