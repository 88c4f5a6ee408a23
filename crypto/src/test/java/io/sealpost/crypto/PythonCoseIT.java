package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An implementation in Python, from the description alone, agrees. The seed is fixed. */
class PythonCoseIT {
  private static final int CASES = 300;
  private static final String SCRIPT = "cose_peer.py";

  private final Random random = new Random(9052);
  private final List<CoseCase> cases =
      Stream.generate(() -> CoseCase.draw(random)).limit(CASES).toList();

  @Test
  void bothSealTheSameBytesAndWeOpenPythons() throws RefusedException {
    List<String> sealed =
        PythonPeer.run(SCRIPT, cases.stream().map(CoseCase::sealRequest).toList());
    for (int i = 0; i < CASES; i++) {
      CoseCase drawn = cases.get(i);
      byte[] bytes = HexFormat.of().parseHex(sealed.get(i));
      assertArrayEquals(bytes, drawn.seal());
      Opened opened = drawn.open(bytes);
      assertArrayEquals(drawn.plaintext(), opened.plaintext());
      assertEquals(Optional.of(drawn.counter()), opened.counter());
    }
  }

  @Test
  void pythonOpensOurs() {
    List<String> requests = cases.stream().map(drawn -> drawn.openRequest(drawn.seal())).toList();
    List<String> expected = cases.stream().map(CoseCase::openAnswer).toList();
    assertEquals(expected, PythonPeer.run(SCRIPT, requests));
  }

  @Test
  void pythonRefusesOursInAnotherContext() {
    List<String> requests =
        IntStream.range(1, CASES)
            .mapToObj(i -> cases.get(i).openRequest(cases.get(i - 1).seal()))
            .toList();
    List<String> answers = PythonPeer.run(SCRIPT, requests);
    assertEquals(List.of("refused"), answers.stream().distinct().toList());
  }
}
