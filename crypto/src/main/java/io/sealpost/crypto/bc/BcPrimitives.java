package io.sealpost.crypto.bc;

import io.sealpost.crypto.AesBlock;
import io.sealpost.crypto.Hpke;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** {@link Primitives} by Bouncy Castle. Stateless. */
public final class BcPrimitives implements Primitives {
  private static final int HKDF_MAX_SIZE = 255 * HMAC_SIZE;

  @Override
  public byte[] hmacSha256(SecretBytes key, byte[] message) {
    HMac mac = new HMac(SHA256Digest.newInstance());
    try (WipedKey wiped = new WipedKey(key)) {
      mac.init(wiped.parameter());
      mac.update(message, 0, message.length);
      byte[] result = new byte[HMAC_SIZE];
      mac.doFinal(result, 0);
      return result;
    }
  }

  @Override
  public SecretBytes hkdfSha256(SecretBytes inputKey, byte[] salt, byte[] info, int size) {
    if (size < 1 || size > HKDF_MAX_SIZE) {
      throw new IllegalArgumentException(
          "HKDF-SHA-256 yields 1 to " + HKDF_MAX_SIZE + " bytes, not " + size);
    }
    byte[] ikm = inputKey.reveal();
    byte[] derived = new byte[size];
    try {
      HKDFBytesGenerator generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
      generator.init(new HKDFParameters(ikm, salt, info));
      generator.generateBytes(derived, 0, size);
      return SecretBytes.copyOf(derived);
    } finally {
      Arrays.fill(ikm, (byte) 0);
      Arrays.fill(derived, (byte) 0);
    }
  }

  @Override
  public byte[] sealAesGcm(SecretBytes key, byte[] nonce, byte[] associated, byte[] plaintext) {
    return gcm(true, key, nonce, associated, plaintext)
        .orElseThrow(() -> new IllegalStateException("AES-GCM did not encrypt"));
  }

  @Override
  public Optional<byte[]> openAesGcm(
      SecretBytes key, byte[] nonce, byte[] associated, byte[] ciphertext) {
    return gcm(false, key, nonce, associated, ciphertext);
  }

  private static Optional<byte[]> gcm(
      boolean encrypt, SecretBytes key, byte[] nonce, byte[] associated, byte[] input) {
    requireAesKey(key);
    requireSize("nonce", nonce, GCM_NONCE_SIZE);
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    try (WipedKey wiped = new WipedKey(key)) {
      cipher.init(
          encrypt,
          new AEADParameters(wiped.parameter(), GCM_TAG_SIZE * Byte.SIZE, nonce, associated));
      byte[] output = new byte[cipher.getOutputSize(input.length)];
      int written = cipher.processBytes(input, 0, input.length, output, 0);
      written += cipher.doFinal(output, written);
      return Optional.of(exactly(output, written));
    } catch (InvalidCipherTextException notAuthentic) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] encryptAesCbc(SecretBytes key, byte[] iv, byte[] plaintext) {
    return cbc(true, key, iv, plaintext)
        .orElseThrow(() -> new IllegalStateException("AES-CBC did not encrypt"));
  }

  @Override
  public Optional<byte[]> decryptAesCbc(SecretBytes key, byte[] iv, byte[] ciphertext) {
    if (ciphertext.length == 0 || ciphertext.length % AES_BLOCK_SIZE != 0) {
      return Optional.empty();
    }
    return cbc(false, key, iv, ciphertext);
  }

  private static Optional<byte[]> cbc(boolean encrypt, SecretBytes key, byte[] iv, byte[] input) {
    requireAesKey(key);
    requireSize("initialisation vector", iv, AES_BLOCK_SIZE);
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(
            CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding());
    try (WipedKey wiped = new WipedKey(key)) {
      cipher.init(encrypt, new ParametersWithIV(wiped.parameter(), iv));
      byte[] output = new byte[cipher.getOutputSize(input.length)];
      int written = cipher.processBytes(input, 0, input.length, output, 0);
      written += cipher.doFinal(output, written);
      return Optional.of(exactly(output, written));
    } catch (InvalidCipherTextException wrongPadding) {
      return Optional.empty();
    }
  }

  @Override
  public AesBlock aesBlock(SecretBytes key) {
    requireAesKey(key);
    return new BcAesBlock(key);
  }

  @Override
  public Hpke hpke() {
    return new BcHpke();
  }

  private static byte[] exactly(byte[] output, int written) {
    return written == output.length ? output : Arrays.copyOf(output, written);
  }

  private static void requireAesKey(SecretBytes key) {
    int size = key.size();
    if (size != 16 && size != 24 && size != 32) {
      throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes, not " + size);
    }
  }

  private static void requireSize(String what, byte[] bytes, int size) {
    if (bytes.length != size) {
      throw new IllegalArgumentException(
          "the " + what + " has " + bytes.length + " bytes, " + size + " are needed");
    }
  }
}
