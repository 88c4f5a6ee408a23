package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrkTest {
  private static final String KEY = "ec0234a357c8ad05341010a60a397d9b";

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static Irk irk(String digits) {
    return new Irk(Samples.PRIMITIVES, SecretBytes.copyOf(hex(digits)));
  }

  private static boolean made(String key, String address) {
    try (Irk irk = irk(key)) {
      return irk.made(hex(address));
    }
  }

  @Test
  void knowsTheAddressesThatItMade() {
    String key = "";
    int addresses = 0;
    for (String line : Vector.text("bluetooth/ah.txt").lines().toList()) {
      if (line.startsWith("IRK = ")) {
        key = line.substring(6);
      } else if (line.startsWith("Address = ")) {
        assertTrue(made(key, line.substring(10)), line);
        addresses++;
      }
    }
    assertEquals(7, addresses);
  }

  @Test
  void knowsNoAddressThatDiffersInAnyBit() {
    for (int bit = 0; bit < 48; bit++) {
      byte[] other = hex("7081940dfbaa");
      other[bit / 8] ^= (byte) (1 << bit % 8);
      try (Irk irk = irk(KEY)) {
        assertFalse(irk.made(other), "bit " + bit);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"000102b212da", "800102b212da", "c00102b212da", "3fffffffffff"})
  void looksAtResolvableAddressesOnly(String address) {
    assertFalse(Irk.isResolvable(hex(address)));
    assertFalse(made(KEY, address));
  }

  @Test
  void anotherKeyOrTheSameOneTurnedRoundMadeOthers() {
    assertFalse(made("11".repeat(16), "7081940dfbaa"));
    SecretBytes turned = Irk.reversed(SecretBytes.copyOf(hex(KEY)));
    assertEquals(SecretBytes.copyOf(hex("9b7d390aa610103405adc857a33402ec")), turned);
    try (Irk irk = new Irk(Samples.PRIMITIVES, turned)) {
      assertFalse(irk.made(hex("7081940dfbaa")));
      assertTrue(irk.made(hex("40a1b2e46266")));
    }
  }

  @Test
  void isUsedForAsManyAddressesAsThereAre() {
    try (Irk irk = irk(KEY)) {
      for (int i = 0; i < 1000; i++) {
        assertFalse(irk.made(hex("40010200%04x".formatted(i))));
        assertTrue(irk.made(hex("400102b212da")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 24, 32})
  void refusesAKeyOfAnotherSize(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Irk(Samples.PRIMITIVES, wrong));
    assertEquals("an identity resolving key has 16 bytes, not " + size, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 5, 7, 8, 16})
  void refusesAnAddressOfAnotherSize(int size) {
    try (Irk irk = irk(KEY)) {
      assertThrows(IllegalArgumentException.class, () -> irk.made(new byte[size]));
    }
    assertFalse(Irk.isResolvable(new byte[size]));
  }

  @Test
  void hasMadeNothingOnceItIsClosed() {
    Irk irk = irk(KEY);
    irk.close();
    assertFalse(irk.made(hex("7081940dfbaa")));
    assertEquals(irk("00".repeat(16)), irk, "wiped");
  }

  @Test
  void isTheSameAsAnotherOfTheSameBytesAndDoesNotPrintThem() {
    assertEquals(irk(KEY), irk(KEY));
    assertEquals(irk(KEY).hashCode(), irk("00".repeat(16)).hashCode());
    assertNotEquals(irk(KEY), irk("00".repeat(16)));
    assertEquals("Irk[16 bytes]", irk(KEY).toString());
  }

  @Test
  void leavesTheSecretToWhoeverGaveIt() {
    SecretBytes secret = SecretBytes.copyOf(hex(KEY));
    Irk irk = new Irk(Samples.PRIMITIVES, secret);
    secret.close();
    assertTrue(irk.made(hex("7081940dfbaa")));
  }
}
