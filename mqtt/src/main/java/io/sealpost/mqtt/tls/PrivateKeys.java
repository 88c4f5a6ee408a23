package io.sealpost.mqtt.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The encodings of private keys that OpenSSL writes, as keys of the JDK, which knows only one. */
final class PrivateKeys {
  private PrivateKeys() {}

  /** The key is of a kind that is not supported, or damaged; says which, and what was expected. */
  static final class UnsupportedKeyException extends Exception {
    UnsupportedKeyException(String message) {
      super(message);
    }
  }

  /**
   * Decodes a key.
   *
   * @param key one that is not encrypted
   * @param sections all of the file: {@code EC PARAMETERS} may have a section of their own
   */
  static PrivateKey decode(Pem key, List<Pem> sections) throws UnsupportedKeyException {
    byte[] encoded = new byte[0];
    try {
      PrivateKeyInfo info =
          switch (key.label()) {
            case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(key.content());
            case "EC PRIVATE KEY" -> ec(ECPrivateKey.getInstance(key.content()), sections);
            case "RSA PRIVATE KEY" -> rsa(RSAPrivateKey.getInstance(key.content()));
            default -> throw new UnsupportedKeyException(expected("'" + key.label() + "'"));
          };
      encoded = info.getEncoded();
      return KeyFactory.getInstance(algorithm(info))
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // the exceptions of a parser quote what they do not understand
      throw new UnsupportedKeyException(
          "has a key that is damaged or on an unusual curve: make a new one, for instance with"
              + " 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256'");
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static PrivateKeyInfo ec(ECPrivateKey key, List<Pem> sections)
      throws IOException, UnsupportedKeyException {
    ASN1Encodable curve = key.getParametersObject();
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_ecPublicKey, curve == null ? parameters(sections) : curve),
        key);
  }

  private static ASN1Primitive parameters(List<Pem> sections)
      throws IOException, UnsupportedKeyException {
    for (Pem section : sections) {
      if (section.label().equals("EC PARAMETERS")) {
        return ASN1Primitive.fromByteArray(section.content());
      }
    }
    throw new UnsupportedKeyException(
        "does not say on which curve its key is: expected it in the key, or '-----BEGIN EC"
            + " PARAMETERS-----' before it");
  }

  private static PrivateKeyInfo rsa(RSAPrivateKey key) throws IOException {
    return new PrivateKeyInfo(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
  }

  private static String algorithm(PrivateKeyInfo info) throws UnsupportedKeyException {
    ASN1ObjectIdentifier algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
    if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    throw new UnsupportedKeyException(expected("of the algorithm " + algorithm));
  }

  private static String expected(String found) {
    return "has a key " + found + ": expected EC or RSA";
  }
}
