package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealer;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.health.Identity;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of the agent, with a real clock. */
@Timeout(60)
class AgentProcessTest {
  private final Station station = new Station(Format.COSE_1, InstantSource.system());
  private final FakeLink link = new FakeLink();
  private final FakeSensor a = new FakeSensor("a");
  private final FakeSensor b = new FakeSensor("b");
  private final Map<String, Long> sequences = new HashMap<>();
  private final CountDownLatch sealed = new CountDownLatch(3);
  private final Sealer sealer = station.deviceSealer();

  private AgentProcess process(Sealer sealer) {
    return new AgentProcess(
        TestConfig.of(Format.COSE_1),
        new Outside(
            new Identity(TestConfig.DEVICE, Optional.empty(), TestClock.BOOT, 1, "sealpost 1"),
            new DeviceClock(
                TestClock.BOOT,
                System::nanoTime,
                InstantSource.system(),
                () -> true,
                TestClock.FLOOR),
            link,
            List.of(a, b),
            sealer,
            station.deviceOpener(),
            new FakeRateStore(),
            Map.of(),
            sequences::putAll));
  }

  /** Counts what is sealed, and closes nothing. */
  private Sealer counting() {
    return new Sealer() {
      @Override
      public byte[] seal(Context context, Counter counter, byte[] plaintext) {
        sealed.countDown();
        return sealer.seal(context, counter, plaintext);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void samplesUntilItIsToldToStopAndLetsGoOfEverything() throws InterruptedException {
    a.reading(1).reading(2).reading(3).reading(4);
    b.reading(1).reading(2).reading(3).reading(4);
    StopSignal stop = new StopSignal();
    AgentProcess process = process(counting());
    Thread stopper =
        new Thread(
            () -> {
              try {
                sealed.await();
                stop.request();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stopper.start();
    process.run(stop);
    stopper.join();
    assertEquals(StopSignal.Stage.CLOSING, stop.stage());
    assertEquals(List.of("sealpost/rpi-07/control"), link.subscriptions);
    assertTrue(a.isClosed() && b.isClosed());
    assertTrue(link.closedWith().isPresent());
    assertEquals(3, sequences.values().stream().mapToLong(last -> last + 1).sum());
  }

  @Test
  void doesNothingMoreWhenItWasToldToStopBeforeItBegan() throws InterruptedException {
    StopSignal stop = new StopSignal();
    stop.request();
    process(sealer).run(stop);
    assertEquals(Map.of(), sequences);
    assertTrue(a.isClosed() && b.isClosed());
  }

  @Test
  void doesNotOutliveAFaultOfItsOwn() {
    a.reading(1);
    b.reading(1);
    Sealer broken =
        new Sealer() {
          @Override
          public byte[] seal(Context context, Counter counter, byte[] plaintext) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void close() {}
        };
    assertThrows(IllegalStateException.class, () -> process(broken).run(new StopSignal()));
  }
}
