package io.sealpost.sensors.i2c;

import java.time.Duration;

/** A made-up TMP117: it measures at fixed times, and forgets that it did when it was asked. */
final class FakeTmp117 extends WordChip {
  private static final int DATA_READY = 1 << 13;
  private final FakeTime time;
  private long cycleSeen = -1;

  /** How many cycles it measures before it stops. */
  long cycles = Long.MAX_VALUE;

  FakeTmp117(FakeTime time) {
    super(0x0F);
    this.time = time;
    with(0, 0x0C80).with(1, 0x0220).with(0x0F, 0x0117);
  }

  @Override
  int word(int register) {
    int word = super.word(register);
    if (register > 1) {
      return word;
    }
    long cycle = cycle();
    boolean ready = cycle > cycleSeen && cycle > 0;
    cycleSeen = cycle;
    if (register == 0) {
      return cycle == 0 ? 0x8000 : word;
    }
    return word | (ready ? DATA_READY : 0);
  }

  private long cycle() {
    Duration cycle = new Tmp117Configuration(super.word(1)).cycle();
    return Math.min(cycles, time.now.toNanos() / cycle.toNanos());
  }
}
