package io.sealpost.protocol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a device says of the certificate that it shows to the broker.
 *
 * @param notAfter when the one in force ends, from 1970 to 9999, cut to whole milliseconds
 * @param request what it asks to have signed (PKCS#10, RFC 2986, in DER), 1 to {@link #MAX_REQUEST}
 *     bytes as lower-case hexadecimal digits; empty unless it waits for a new one
 * @param problem what came of the last renewal if that was no good; made to fit {@link
 *     #MAX_PROBLEM} characters without control characters
 */
public record OwnCertificate(Instant notAfter, Optional<String> request, Optional<String> problem) {
  /** Most bytes of a request. One for a key on P-256 and a short name has about 250. */
  public static final int MAX_REQUEST = 640;

  /** Most characters of a problem. */
  public static final int MAX_PROBLEM = 160;

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public OwnCertificate {
    if (notAfter.isBefore(Instant.EPOCH) || notAfter.isAfter(Hello.LATEST)) {
      throw new IllegalArgumentException(
          "end of the certificate "
              + notAfter
              + " must be from "
              + Instant.EPOCH
              + " to "
              + Hello.LATEST);
    }
    notAfter = notAfter.truncatedTo(ChronoUnit.MILLIS);
    request.ifPresent(der -> Check.hex("certificate request", der, 1, MAX_REQUEST));
    problem = problem.map(why -> Check.fit(why, MAX_PROBLEM));
  }
}
