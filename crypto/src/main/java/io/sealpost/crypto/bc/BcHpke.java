package io.sealpost.crypto.bc;

import io.sealpost.crypto.Hpke;
import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * {@link Hpke} by Bouncy Castle, which draws the ephemeral key by itself, from a {@link
 * java.security.SecureRandom} of the platform, and takes none from outside. Its own copies of
 * private keys and of derived ones are left to the garbage collector: it offers no way to wipe
 * them. Stateless.
 */
final class BcHpke implements Hpke {
  @Override
  public byte[] publicKey(SecretBytes privateKey) {
    return publicOf(keyPair(privateKey)).getEncoded();
  }

  @Override
  public Optional<Sealed> seal(byte[] publicKey, Known known, SecretBytes plaintext) {
    if (publicKey.length != KEY_SIZE) {
      return Optional.empty();
    }
    byte[] psk = known.psk().reveal();
    byte[] clear = plaintext.reveal();
    try {
      Optional<HPKEContextWithEncapsulation> agreed = agree(publicKey, known, psk);
      if (agreed.isEmpty()) {
        return Optional.empty();
      }
      byte[] ciphertext = agreed.get().seal(known.associated(), clear);
      return Optional.of(new Sealed(agreed.get().getEncapsulation(), ciphertext));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("HPKE did not encrypt", e);
    } finally {
      Arrays.fill(psk, (byte) 0);
      Arrays.fill(clear, (byte) 0);
    }
  }

  @Override
  public Optional<SecretBytes> open(SecretBytes privateKey, Known known, Sealed message) {
    AsymmetricCipherKeyPair keys = keyPair(privateKey);
    if (message.enc().length != KEY_SIZE || message.ciphertext().length < TAG_SIZE) {
      return Optional.empty();
    }
    byte[] psk = known.psk().reveal();
    try {
      Optional<HPKEContext> agreed = agree(message.enc(), keys, known, psk);
      if (agreed.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(secret(agreed.get().open(known.associated(), message.ciphertext())));
    } catch (InvalidCipherTextException notAuthentic) {
      return Optional.empty();
    } finally {
      Arrays.fill(psk, (byte) 0);
    }
  }

  /** Bouncy Castle throws where the agreement gave all zeros (RFC 9180 section 7.1.4). */
  private static Optional<HPKEContextWithEncapsulation> agree(
      byte[] publicKey, Known known, byte[] psk) {
    X25519PublicKeyParameters receiver = new X25519PublicKeyParameters(publicKey);
    try {
      return Optional.of(suite().SetupPSKS(receiver, known.info(), psk, known.pskId()));
    } catch (IllegalStateException lowOrder) {
      return Optional.empty();
    }
  }

  /** Likewise. */
  private static Optional<HPKEContext> agree(
      byte[] enc, AsymmetricCipherKeyPair keys, Known known, byte[] psk) {
    try {
      return Optional.of(suite().setupPSKR(enc, keys, known.info(), psk, known.pskId()));
    } catch (IllegalStateException lowOrder) {
      return Optional.empty();
    }
  }

  /** Made for each call: it holds the state of its last agreement. */
  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_psk, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
  }

  private static AsymmetricCipherKeyPair keyPair(SecretBytes privateKey) {
    if (privateKey.size() != KEY_SIZE) {
      throw new IllegalArgumentException(
          "an X25519 key has " + KEY_SIZE + " bytes, not " + privateKey.size());
    }
    byte[] bytes = privateKey.reveal();
    try {
      X25519PrivateKeyParameters secret = new X25519PrivateKeyParameters(bytes);
      return new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static X25519PublicKeyParameters publicOf(AsymmetricCipherKeyPair keys) {
    return (X25519PublicKeyParameters) keys.getPublic();
  }

  private static SecretBytes secret(byte[] clear) {
    try {
      return SecretBytes.copyOf(clear);
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
