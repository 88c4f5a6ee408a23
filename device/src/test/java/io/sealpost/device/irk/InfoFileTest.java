package io.sealpost.device.irk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.SecretBytes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoFileTest {
  private static final String KEY = "9B7D390AA610103405ADC857A33402EC";
  private static final SecretBytes SAMPLE =
      SecretBytes.copyOf(HexFormat.of().parseHex("ec0234a357c8ad05341010a60a397d9b"));

  private static InfoFile file(String text) {
    return new InfoFile(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[IdentityResolvingKey]\nKey=" + KEY,
        "[IdentityResolvingKey]\nKey=0x" + KEY + "\n",
        "[General]\nName=x\n\n[IdentityResolvingKey]\nOther=1\nKey="
            + KEY
            + "\n\n[LinkKey]\nKey=0\n",
        "[LongTermKey]\nKey=00112233445566778899AABBCCDDEEFF\n[IdentityResolvingKey]\nKey=" + KEY
      })
  void findsTheKeyInItsGroup(String text) {
    assertEquals(Optional.of(SAMPLE), file(text).irk());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "[",
        "Key=" + KEY,
        "[LongTermKey]\nKey=" + KEY,
        "[IdentityResolvingKey]",
        "[IdentityResolvingKey]\n[LinkKey]\nKey=" + KEY,
        "[IdentityResolvingKeys]\nKey=" + KEY,
        "[IdentityResolvingKey]\nKey=" + KEY + "00",
        "[IdentityResolvingKey]\n Key=" + KEY
      })
  void findsNoneElsewhere(String text) {
    assertEquals(Optional.empty(), file(text).irk());
  }

  @Test
  void findsTheName() {
    assertEquals(Optional.of("Zoë"), file("[General]\nName=Zoë\nAlias=Z\n").name());
    assertEquals(Optional.of(""), file("[General]\nName=").name());
    assertEquals(Optional.empty(), file("[Other]\nName=x\n").name());
  }

  @Test
  void readsAnyBytes() {
    Random random = new Random(1);
    byte[] alphabet = "[]Key=IdentityResolving\n0A\u00ff".getBytes(UTF_8);
    for (int round = 0; round < 2_000; round++) {
      byte[] text = new byte[random.nextInt(80)];
      for (int i = 0; i < text.length; i++) {
        text[i] = alphabet[random.nextInt(alphabet.length)];
      }
      assertEquals(Optional.empty(), new InfoFile(text).irk());
      assertEquals(Optional.empty(), new InfoFile(text).name());
    }
  }
}
