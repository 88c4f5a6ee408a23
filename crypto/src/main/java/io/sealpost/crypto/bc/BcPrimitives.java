package io.sealpost.crypto.bc;

import io.sealpost.crypto.AesBlock;
import io.sealpost.crypto.Hpke;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** {@link Primitives} by Bouncy Castle. Stateless. */
public final class BcPrimitives implements Primitives {
  private static final int HKDF_MAX_SIZE = 255 * HMAC_SIZE;

  @Override
  public byte[] hmacSha256(SecretBytes key, byte[] message) {
    byte[] result = new byte[HMAC_SIZE];
    try (WipedMac mac = new WipedMac(key)) {
      mac.update(message);
      mac.finish(result);
      return result;
    }
  }

  /**
   * RFC 5869 section 2, of the two steps that it names: Bouncy Castle's generator copies the input
   * key twice and wipes neither.
   */
  @Override
  public SecretBytes hkdfSha256(SecretBytes inputKey, byte[] salt, byte[] info, int size) {
    if (size < 1 || size > HKDF_MAX_SIZE) {
      throw new IllegalArgumentException(
          "HKDF-SHA-256 yields 1 to " + HKDF_MAX_SIZE + " bytes, not " + size);
    }
    byte[] ikm = inputKey.reveal();
    byte[] prk = new byte[HMAC_SIZE];
    byte[] derived = new byte[size];
    try (SecretBytes extractKey = SecretBytes.copyOf(salt.length == 0 ? prk : salt)) {
      hmac(extractKey, prk, ikm);
      expand(prk, info, derived);
      return SecretBytes.copyOf(derived);
    } finally {
      Arrays.fill(ikm, (byte) 0);
      Arrays.fill(prk, (byte) 0);
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static void expand(byte[] prk, byte[] info, byte[] derived) {
    byte[] block = new byte[HMAC_SIZE];
    try (SecretBytes expandKey = SecretBytes.copyOf(prk)) {
      for (int i = 0; i * HMAC_SIZE < derived.length; i++) {
        byte[] before = i == 0 ? new byte[0] : block.clone();
        hmac(expandKey, block, before, info, new byte[] {(byte) (i + 1)});
        Arrays.fill(before, (byte) 0);
        int from = i * HMAC_SIZE;
        System.arraycopy(block, 0, derived, from, Math.min(HMAC_SIZE, derived.length - from));
      }
    } finally {
      Arrays.fill(block, (byte) 0);
    }
  }

  private static void hmac(SecretBytes key, byte[] result, byte[]... parts) {
    try (WipedMac mac = new WipedMac(key)) {
      for (byte[] part : parts) {
        mac.update(part);
      }
      mac.finish(result);
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
