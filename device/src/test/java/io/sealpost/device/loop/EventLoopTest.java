package io.sealpost.device.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventLoopTest {
  private static final Duration LONG = Duration.ofDays(36_500);

  private final AtomicLong time = new AtomicLong(100);
  private final EventLoop loop = new EventLoop(time::get);
  private final List<String> happened = new ArrayList<>();

  private EventLoop.Steps steps(long nextDue) {
    return new EventLoop.Steps() {
      @Override
      public void tick(long now) {
        happened.add("tick " + now);
      }

      @Override
      public long nextDue() {
        return nextDue;
      }
    };
  }

  @Test
  void runsEventsInTheOrderOfTheirPostingAndTicksBetween() throws InterruptedException {
    loop.post(now -> happened.add("a " + now));
    loop.post(now -> happened.add("b " + time.addAndGet(5)));
    loop.post(now -> happened.add("c " + now));
    loop.runUntil(() -> happened.contains("c 105"), LONG, steps(Long.MAX_VALUE));
    assertEquals(List.of("tick 100", "a 100", "tick 100", "b 105", "tick 105", "c 105"), happened);
  }

  @Test
  void doesNothingWhenItIsDoneAlready() throws InterruptedException {
    loop.post(now -> happened.add("event"));
    loop.runUntil(() -> true, LONG, steps(Long.MAX_VALUE));
    assertEquals(List.of(), happened);
  }

  @Test
  void ticksAgainWithoutAnEventWhenSomethingIsDue() throws InterruptedException {
    EventLoop.Steps due =
        new EventLoop.Steps() {
          @Override
          public void tick(long now) {
            happened.add("tick " + now);
            time.addAndGet(10);
          }

          @Override
          public long nextDue() {
            return time.get();
          }
        };
    loop.runUntil(() -> happened.size() == 3, LONG, due);
    assertEquals(List.of("tick 100", "tick 110", "tick 120"), happened);
  }

  @Test
  void givesUpWhenItsPatienceHasPassed() throws InterruptedException {
    loop.post(now -> time.addAndGet(1000));
    loop.post(now -> happened.add("too late"));
    loop.runUntil(() -> false, Duration.ofNanos(1000), steps(Long.MAX_VALUE));
    assertEquals(List.of("tick 100"), happened);
  }

  @Test
  void wakesForAnEventOfAnotherThread() throws InterruptedException {
    Thread other = new Thread(() -> loop.post(now -> happened.add("from another")));
    EventLoop.Steps starting =
        new EventLoop.Steps() {
          private boolean started;

          @Override
          public void tick(long now) {
            if (!started) {
              started = true;
              other.start();
            }
          }

          @Override
          public long nextDue() {
            return Long.MAX_VALUE;
          }
        };
    loop.runUntil(() -> !happened.isEmpty(), LONG, starting);
    other.join();
    assertEquals(List.of("from another"), happened);
  }

  @Test
  void letsAFaultOfAnEventThrough() {
    loop.post(
        now -> {
          throw new IllegalStateException("boom");
        });
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> loop.runUntil(() -> false, LONG, steps(Long.MAX_VALUE)));
    assertTrue(String.valueOf(e.getMessage()).contains("boom"));
  }

  @Test
  void isIdleOnceEverythingThatWasPostedHappened() throws InterruptedException {
    assertTrue(loop.isIdle());
    loop.post(now -> happened.add("a"));
    loop.post(now -> happened.add("b"));
    assertFalse(loop.isIdle());
    loop.runUntil(loop::isIdle, LONG, steps(Long.MAX_VALUE));
    assertTrue(happened.containsAll(List.of("a", "b")), happened.toString());
  }
}
