package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TidyingTest {
  private final AtomicInteger collections = new AtomicInteger();
  private final Tidying tidying = new Tidying(collections::incrementAndGet);

  @Test
  void leavesTheStartAlone() {
    tidying.tick(0);
    tidying.tick(Tidying.AFTER.toNanos() - 1);
    assertEquals(0, collections.get());
  }

  @Test
  void isDoneOnce() {
    tidying.tick(Tidying.AFTER.toNanos());
    tidying.tick(Tidying.AFTER.toNanos() + 1);
    tidying.tick(Long.MAX_VALUE);
    assertEquals(1, collections.get());
  }
}
