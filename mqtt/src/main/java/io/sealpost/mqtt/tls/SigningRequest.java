package io.sealpost.mqtt.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A request to have a certificate signed (PKCS#10, RFC 2986), for an EC key that signed it with
 * ECDSA and SHA-256.
 */
public final class SigningRequest {
  /** How such a request is signed. */
  static final String SIGNATURE = "SHA256withECDSA";

  private final byte[] der;
  private final PublicKey publicKey;

  private SigningRequest(byte[] der, PublicKey publicKey) {
    this.der = der;
    this.publicKey = publicKey;
  }

  /**
   * Reads one, and checks that whoever made it has the key.
   *
   * @param der whole, nothing after it
   * @throws CertificateException if it is none, or not signed as stated above
   */
  public static SigningRequest parse(byte[] der) throws CertificateException {
    try {
      CertificationRequest request = CertificationRequest.getInstance(der);
      byte[] key = request.getCertificationRequestInfo().getSubjectPublicKeyInfo().getEncoded();
      PublicKey publicKey =
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
      if (!Arrays.equals(der, request.getEncoded("DER")) || !isSignedBy(publicKey, request)) {
        throw new CertificateException("is damaged, or not signed with its own key");
      }
      return new SigningRequest(der.clone(), publicKey);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // the parser's faults are of all kinds
      throw new CertificateException(
          "is no request for a certificate of an EC key (PKCS#10): " + e.getMessage(), e);
    }
  }

  /** The whole of it in DER; a copy. */
  public byte[] der() {
    return der.clone();
  }

  /** The key that it is for. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** The same in hexadecimal, as messages have it. */
  public String hex() {
    return HexFormat.of().formatHex(der);
  }

  /** By which a chain says what it answers: SHA-256 of it, 64 lower-case hexadecimal digits. */
  public String digest() {
    return Digests.sha256(der);
  }

  /** As programs like it (RFC 7468 section 7). */
  public String pem() {
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }

  private static boolean isSignedBy(PublicKey key, CertificationRequest request)
      throws GeneralSecurityException, IOException {
    if (!request
        .getSignatureAlgorithm()
        .getAlgorithm()
        .equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
      return false;
    }
    Signature verifying = Signature.getInstance(SIGNATURE);
    verifying.initVerify(key);
    verifying.update(request.getCertificationRequestInfo().getEncoded("DER"));
    return verifying.verify(request.getSignature().getOctets());
  }
}
