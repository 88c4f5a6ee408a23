package io.sealpost.mqtt.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A key on P-256, and the request to have it certified.
 *
 * @param pkcs8 the private key (RFC 5208, in DER), wiped by {@link #close}
 * @param request for it
 */
@SuppressWarnings("ArrayRecordComponent") // wiped, never compared
public record NewKey(byte[] pkcs8, SigningRequest request) implements AutoCloseable {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  /**
   * Draws a key, and asks for a certificate with the subject and the alternative names of another.
   *
   * @throws CertificateException if this Java cannot, or not for that subject
   */
  public static NewKey like(X509Certificate present, SecureRandom random)
      throws CertificateException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      CertificationRequestInfo info =
          new CertificationRequestInfo(
              X500Name.getInstance(present.getSubjectX500Principal().getEncoded()),
              SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
              attributes(present));
      Signature signing = Signature.getInstance(SigningRequest.SIGNATURE);
      signing.initSign(pair.getPrivate(), random);
      signing.update(info.getEncoded("DER"));
      byte[] request =
          new CertificationRequest(info, ECDSA, new DERBitString(signing.sign())).getEncoded("DER");
      return new NewKey(pair.getPrivate().getEncoded(), SigningRequest.parse(request));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new CertificateException(
          "no key can be made for " + present.getSubjectX500Principal() + ": " + Failures.text(e),
          e);
    }
  }

  private static DERSet attributes(X509Certificate present) {
    byte[] names = present.getExtensionValue(Extension.subjectAlternativeName.getId());
    if (names == null) {
      return new DERSet();
    }
    byte[] value = ASN1OctetString.getInstance(names).getOctets();
    Extensions asked =
        new Extensions(new Extension(Extension.subjectAlternativeName, false, value));
    return new DERSet(
        new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(asked)));
  }

  @Override
  public void close() {
    Arrays.fill(pkcs8, (byte) 0);
  }

  @Override
  public String toString() {
    return "NewKey[" + request.digest() + "]";
  }
}
