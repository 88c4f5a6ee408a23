package io.sealpost.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The algorithms by the JDK: what our own code uses must not vouch for itself. */
final class Jdk {
  // The fixed heads of RFC 8410 keys: the key's 32 bytes follow.
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b656e04220420");
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b656e032100");

  private Jdk() {}

  static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    // An empty key is 32 zero bytes to HMAC, and none at all to the JDK.
    mac.init(new SecretKeySpec(key.length == 0 ? new byte[32] : key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  /** RFC 5869 section 2.3. */
  static byte[] expand(byte[] key, byte[] info, int size) throws GeneralSecurityException {
    byte[] all = new byte[0];
    byte[] last = new byte[0];
    for (int i = 1; all.length < size; i++) {
      last = hmac(key, concat(last, info, new byte[] {(byte) i}));
      all = concat(all, last);
    }
    return Arrays.copyOf(all, size);
  }

  static byte[] gcm(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext)
      throws GeneralSecurityException {
    return aead("AES/GCM/NoPadding", key, new GCMParameterSpec(128, nonce), associated, plaintext);
  }

  static byte[] chaCha(byte[] key, byte[] nonce, byte[] plaintext) throws GeneralSecurityException {
    return aead("ChaCha20-Poly1305", key, new IvParameterSpec(nonce), new byte[0], plaintext);
  }

  static byte[] cbc(byte[] key, byte[] iv, byte[] plaintext) throws GeneralSecurityException {
    return aead("AES/CBC/PKCS5Padding", key, new IvParameterSpec(iv), new byte[0], plaintext);
  }

  private static byte[] aead(
      String name, byte[] key, AlgorithmParameterSpec iv, byte[] associated, byte[] plaintext)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(name);
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, name.split("[/-]", 2)[0]), iv);
    if (associated.length > 0) {
      cipher.updateAAD(associated);
    }
    return cipher.doFinal(plaintext);
  }

  /** X25519 (RFC 7748 section 5) of raw keys. */
  static byte[] x25519(byte[] secret, byte[] other) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("X25519");
    PrivateKey own = factory.generatePrivate(new PKCS8EncodedKeySpec(concat(PKCS8, secret)));
    PublicKey peer = factory.generatePublic(new X509EncodedKeySpec(concat(SPKI, other)));
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(own);
    agreement.doPhase(peer, true);
    return agreement.generateSecret();
  }

  /** The public key of a raw secret one: the agreement with the base point. */
  static byte[] x25519(byte[] secret) throws GeneralSecurityException {
    byte[] base = new byte[32];
    base[0] = 9;
    return x25519(secret, base);
  }

  static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
