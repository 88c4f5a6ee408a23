package io.sealpost.crypto.bc;

import io.sealpost.crypto.AesBlock;
import io.sealpost.crypto.SecretBytes;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * {@link AesBlock} by Bouncy Castle. Its key schedule is out of reach: {@link #close} makes it
 * unreachable and leaves it to the garbage collector.
 */
final class BcAesBlock implements AesBlock {
  private static final int BLOCK_SIZE = BcPrimitives.AES_BLOCK_SIZE;

  // Guarded by this: nothing promises that an engine may be used by several threads.
  private final BlockCipher engine = AESEngine.newInstance();
  private final int keySize;
  private boolean closed;

  BcAesBlock(SecretBytes key) {
    keySize = key.size();
    try (WipedKey wiped = new WipedKey(key)) {
      engine.init(true, wiped.parameter());
    }
  }

  @Override
  public synchronized void encrypt(byte[] block) {
    if (block.length != BLOCK_SIZE) {
      throw new IllegalArgumentException(
          "an AES block has " + BLOCK_SIZE + " bytes, not " + block.length);
    }
    if (closed) {
      throw new IllegalStateException("the key was wiped already");
    }
    engine.processBlock(block, 0, block, 0);
  }

  @Override
  public synchronized void close() {
    closed = true;
    byte[] nothing = new byte[keySize];
    engine.init(true, new KeyParameter(nothing));
  }

  @Override
  public String toString() {
    return "BcAesBlock[" + keySize + " bytes]";
  }
}
