package io.sealpost.sensors.i2c;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A made-up chip with commands: it acknowledges those it knows, needs its time, and acknowledges a
 * read only when it has something to say.
 */
public final class FakeSensirion implements FakeChip {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final FakeTime time;
  private final Map<String, Command> commands = new HashMap<>();
  private Duration readyAt = Duration.ZERO;
  private byte @Nullable [] answer;

  /** Which byte of the answers is wrong; -1 for none. */
  int wrongByte = -1;

  private record Command(Duration time, List<Integer> words) {}

  /**
   * @param time by which it measures
   */
  public FakeSensirion(FakeTime time) {
    this.time = time;
  }

  /**
   * Teaches it a command.
   *
   * @param hex the bytes of the command
   * @param micros how long it takes, in microseconds
   */
  public FakeSensirion with(String hex, int micros, int... words) {
    commands.put(
        hex, new Command(Duration.ofNanos(micros * 1_000L), Arrays.stream(words).boxed().toList()));
    return this;
  }

  @Override
  public void write(byte[] bytes) throws Nack {
    Command command = commands.get(HEX.formatHex(bytes));
    if (command == null || !time.reached(readyAt)) {
      throw new Nack();
    }
    readyAt = time.now.plus(command.time());
    answer = wire(command.words());
    if (wrongByte >= 0) {
      answer[wrongByte] ^= 0x40;
    }
  }

  @Override
  public byte[] read(int count) throws Nack {
    byte[] ready = answer;
    if (ready == null || !time.reached(readyAt)) {
      throw new Nack();
    }
    answer = null;
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = i < ready.length ? ready[i] : (byte) 0xFF;
    }
    return bytes;
  }

  private static byte[] wire(List<Integer> words) {
    byte[] wire = new byte[3 * words.size()];
    for (int i = 0; i < words.size(); i++) {
      wire[3 * i] = (byte) (words.get(i) >> 8);
      wire[3 * i + 1] = (byte) (int) words.get(i);
      wire[3 * i + 2] = (byte) crcByPolynomialDivision(words.get(i));
    }
    return wire;
  }

  /** Another way than the driver's: the remainder of x^8 (word + 0xFF00) by x^8+x^5+x^4+1. */
  private static int crcByPolynomialDivision(int word) {
    int rest = (word ^ 0xFF00) << 8;
    for (int bit = 23; bit >= 8; bit--) {
      if ((rest >> bit & 1) != 0) {
        rest ^= 0x131 << (bit - 8);
      }
    }
    return rest;
  }
}
