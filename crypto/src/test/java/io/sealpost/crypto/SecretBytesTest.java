package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  private final SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});

  @Test
  void keepsACopyOfItsOwn() {
    byte[] source = {1, 2, 3};
    SecretBytes copy = SecretBytes.copyOf(source);
    source[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, copy.reveal());
    copy.reveal()[0] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, copy.reveal());
  }

  @Test
  void equalsWhatHasTheSameBytes() {
    assertEquals(SecretBytes.copyOf(new byte[] {1, 2, 3}), secret);
    assertEquals(SecretBytes.copyOf(new byte[] {1, 2, 3}).hashCode(), secret.hashCode());
    assertNotEquals(SecretBytes.copyOf(new byte[] {1, 2, 4}), secret);
    assertNotEquals(SecretBytes.copyOf(new byte[] {1, 2}), secret);
  }

  @Test
  void saysItsSizeOnly() {
    assertEquals("SecretBytes[3 bytes]", secret.toString());
    assertEquals(SecretBytes.copyOf(new byte[] {7, 7, 7}).hashCode(), secret.hashCode());
  }

  @Test
  void isGoneOnceClosed() {
    secret.close();
    assertThrows(IllegalStateException.class, secret::reveal);
    assertThrows(IllegalStateException.class, () -> secret.part(0, 1));
    assertEquals(SecretBytes.copyOf(new byte[3]), secret);
  }

  @Test
  void givesPartsThatLiveOn() {
    SecretBytes part = secret.part(1, 3);
    secret.close();
    assertArrayEquals(new byte[] {2, 3}, part.reveal());
  }

  @Test
  void refusesPartsThatItDoesNotHave() {
    assertThrows(IndexOutOfBoundsException.class, () -> secret.part(-1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> secret.part(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> secret.part(1, 4));
  }

  @Test
  void drawsSecretsThatDiffer() {
    SecureRandom random = new SecureRandom();
    SecretBytes first = SecretBytes.random(random, 32);
    assertEquals(32, first.size());
    assertNotEquals(first, SecretBytes.random(random, 32));
    assertThrows(IllegalArgumentException.class, () -> SecretBytes.random(random, 0));
  }
}
