package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.DEVICES;
import static io.sealpost.protocol.Samples.FRANK;
import static io.sealpost.protocol.Samples.HEALTH;
import static io.sealpost.protocol.Samples.RECEIVED;
import static io.sealpost.protocol.Samples.SINCE_BOOT;
import static io.sealpost.protocol.Samples.TEMPERATURE;
import static io.sealpost.protocol.Samples.UNSYNCHRONISED;
import static io.sealpost.protocol.Samples.UNTOLD;
import static io.sealpost.protocol.Samples.WALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python reads ours, and we read Python's. */
class PythonInteropIT {
  private static final String READ_AND_WRITE_CBOR =
      """
      import sys, cbor2
      for line in sys.stdin:
          message = cbor2.loads(bytes.fromhex(line))
          print(cbor2.dumps(message, canonical=True).hex())
      """;
  private static final String WRITE_CBOR =
      """
      import random, cbor2
      random.seed(20210301)
      def value(depth):
          kind = random.randrange(6 if depth else 4)
          if kind == 0: return random.randrange(-2 ** random.randrange(1, 64), 2 ** 63)
          if kind == 1: return random.choice([random.random(), random.uniform(-1e9, 1e9), 0.5, 1e300])
          if kind == 2: return random.choice(['', 'Küche', '水', 'a' * 300])
          if kind == 3: return random.choice([b'', b'\\x00' * 24, True, False, None])
          if kind == 4: return [value(depth - 1) for _ in range(random.randrange(30))]
          return {'k%d' % i: value(depth - 1) for i in range(random.randrange(30))}
      for _ in range(300):
          print(cbor2.dumps(value(3), canonical=True).hex())
      """;
  private static final String WRITE_SENML =
      """
      import cbor2
      record = {0: 'temperature', 1: 'Cel', 2: 33.02, 6: 1614555518.139419}
      print(cbor2.dumps([record], canonical=True).hex())
      """;
  private static final String READ_AND_WRITE_JSON =
      """
      import sys, json
      for line in sys.stdin:
          print(json.dumps(json.loads(line), ensure_ascii=False))
      """;

  @TempDir Path folder;

  private final MessageCodec cbor = new CborCodec();
  private final MessageCodec json = new JsonCodec();

  @Test
  void python_reads_our_cbor_and_writes_the_same_bytes() throws Exception {
    List<String> ours =
        List.of(
            hex(cbor.readings(TEMPERATURE, List.of(Samples.temperature(WALL, false)))),
            hex(cbor.readings(TEMPERATURE, List.of(Samples.temperature(SINCE_BOOT, true)))),
            hex(
                cbor.readings(
                    TEMPERATURE,
                    List.of(
                        Samples.temperature(WALL, false),
                        Samples.temperature(UNSYNCHRONISED, true)))),
            hex(cbor.readings(DEVICES, List.of(Samples.presence(WALL, true, FRANK, UNTOLD)))),
            hex(cbor.readings(HEALTH, List.of(Samples.health(SINCE_BOOT, false)))),
            hex(cbor.hello(Samples.hello())),
            hex(cbor.command(Samples.command())),
            hex(cbor.answer(Samples.answer())));
    assertEquals(ours, Python.run(folder, READ_AND_WRITE_CBOR, ours));
  }

  @Test
  void we_read_canonical_cbor_of_python_and_write_the_same_bytes() throws Exception {
    List<String> theirs = Python.run(folder, WRITE_CBOR, List.of());
    List<String> ours = new ArrayList<>();
    for (String line : theirs) {
      ours.add(hex(CborCopy.of(HexFormat.of().parseHex(line))));
    }
    assertEquals(300, theirs.size());
    assertEquals(theirs, ours);
  }

  @Test
  void we_read_senml_of_python() throws Exception {
    byte[] pack = HexFormat.of().parseHex(Python.run(folder, WRITE_SENML, List.of()).get(0));
    assertEquals(
        List.of(Samples.temperature(WALL, false)), cbor.readings(TEMPERATURE, pack, RECEIVED));
  }

  @Test
  void python_reads_our_json_and_writes_the_same_bytes() throws Exception {
    List<String> ours = new ArrayList<>(temperatures());
    ours.add(text(json.readings(DEVICES, List.of(Samples.presence(WALL, true, FRANK, UNTOLD)))));
    ours.add(text(json.readings(HEALTH, List.of(Samples.health(WALL, false)))));
    ours.add(text(json.hello(Samples.hello())));
    ours.add(text(json.command(Samples.command())));
    ours.add(text(json.answer(Samples.answer())));
    assertEquals(ours, Python.run(folder, READ_AND_WRITE_JSON, ours));
  }

  private List<String> temperatures() throws IOException {
    Random random = new Random(33_02);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      ReadingTime time =
          new ReadingTime.Wall(
              Samples.TAKEN.plus(random.nextLong(1_000_000_000_000_000L), ChronoUnit.MICROS), true);
      double celsius = random.nextDouble() * Math.pow(10, random.nextInt(30) - 10);
      Reading reading = new Reading.Temperature(time, false, celsius);
      messages.add(text(json.readings(TEMPERATURE, List.of(reading))));
    }
    return messages;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
