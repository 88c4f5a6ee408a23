package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Whether a certificate was issued for the host that we wanted to reach (RFC 9525 section 6).
 *
 * <p>The JDK can tell, too, but reads all public authorities before, however few are trusted. It
 * also takes the common name for a host's where no name is given, and a wildcard for a part of a
 * label, which the RFC no longer does.
 */
final class HostName {
  // RFC 5280 section 4.2.1.6
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private static final int MOST_TOLD = 4;

  private HostName() {}

  /**
   * Checks that a certificate is for a host.
   *
   * @param host name or address as it was written; an IPv6 address without brackets
   * @throws BrokerCertificateException naming the host and those for which it was issued
   */
  static void require(String host, X509Certificate certificate) throws BrokerCertificateException {
    boolean address = isAddress(host);
    List<String> others = new ArrayList<>();
    for (List<?> name : names(certificate)) {
      // Java gives both kinds as text, and most of the others as something else.
      if (name.get(0).equals(address ? IP_ADDRESS : DNS_NAME)) {
        String given = (String) name.get(1);
        if (address ? isSameAddress(given, host) : covers(given, host)) {
          return;
        }
      }
      if (name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS)) {
        others.add((String) name.get(1));
      }
    }
    throw new BrokerCertificateException(
        Reason.WRONG_HOST, "is not for '" + host + "', " + instead(others));
  }

  /** Written as an address, and so never taken for a name. */
  static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  private static Collection<List<?>> names(X509Certificate certificate)
      throws BrokerCertificateException {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      throw new BrokerCertificateException(
          Reason.OTHER, "has names that cannot be read: " + e.getMessage() + ": reissue it", e);
    }
  }

  // The first label alone may be a wildcard, a whole one, and not for a whole top-level domain.
  private static boolean covers(String pattern, String host) {
    String given = pattern.toLowerCase(Locale.ROOT);
    String wanted = host.toLowerCase(Locale.ROOT);
    if (!given.startsWith("*.")) {
      return given.equals(wanted);
    }
    String domain = given.substring(1);
    int label = wanted.indexOf('.');
    return label > 0 && domain.indexOf('.', 1) > 0 && wanted.substring(label).equals(domain);
  }

  // Whatever has a colon is never looked up; digits and dots that are no address would be, and so
  // are compared as they are: Java writes an IPv4 address in one way only.
  private static boolean isSameAddress(String given, String host) {
    if (host.indexOf(':') < 0 || given.indexOf(':') < 0) {
      return given.equals(host);
    }
    try {
      return InetAddress.getByName(given).equals(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      // Colons alone make no address: nobody's.
      return false;
    }
  }

  private static String instead(List<String> others) {
    if (others.isEmpty()) {
      return "it names no host: reissue it with a subjectAltName";
    }
    List<String> told = others.subList(0, Math.min(MOST_TOLD, others.size()));
    String more = others.size() > MOST_TOLD ? " and others" : "";
    return "but for "
        + String.join(", ", told)
        + more
        + ": use a name that it was issued for, or reissue it";
  }
}
