package io.sealpost.station;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.station.link.StopSignal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(4)
class EndingTest {
  private final StopSignal stop = new StopSignal();
  private final Ending ending = new Ending(stop);

  @Test
  void aCommandThatCameToItsEndIsNotAskedToStop() {
    AtomicInteger asked = new AtomicInteger();
    stop.listen(asked::incrementAndGet);
    ending.reached(0);

    ending.run();

    assertEquals(0, asked.get());
  }

  @Test
  void aCommandThatDoesNotListenIsNotWaitedFor() {
    ending.run();

    AtomicInteger asked = new AtomicInteger();
    stop.listen(asked::incrementAndGet);
    assertEquals(1, asked.get());
  }
}
