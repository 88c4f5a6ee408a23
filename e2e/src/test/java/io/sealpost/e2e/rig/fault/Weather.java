package io.sealpost.e2e.rig.fault;

import io.sealpost.e2e.rig.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault as it acts on the bytes of a connection. Safe for use by both copying threads. */
final class Weather {
  /** Slices of a throttled piece in a second. */
  private static final int SLICES = 20;

  private final Fault fault;
  private final AtomicInteger passed = new AtomicInteger();

  private Weather(Fault fault) {
    this.fault = fault;
  }

  static Weather of(Fault fault) {
    return new Weather(fault);
  }

  /** Whether the end of one side is kept from the other. */
  boolean hidesTheEnd() {
    return fault instanceof Fault.BlackHole || fault instanceof Fault.HalfOpen;
  }

  /**
   * Handles the next piece.
   *
   * @return false when it is over
   * @throws IOException if the connection is to be reset
   */
  boolean pass(byte[] buffer, int n, OutputStream out, boolean toBroker) throws IOException {
    if (fault instanceof Fault.Delay delay) {
      Until.pause(Duration.ofMillis(delay.millis()));
      out.write(buffer, 0, n);
      return passed.addAndGet(n) < delay.bytes();
    }
    if (fault instanceof Fault.Throttle throttle) {
      slowly(buffer, n, out, throttle.bytesPerSecond() / SLICES);
      return passed.addAndGet(n) < throttle.bytes();
    }
    if (fault instanceof Fault.CutAfter cut) {
      return upTo(buffer, n, out, cut, toBroker);
    }
    // Black hole and half-open: it goes nowhere.
    return true;
  }

  private static void slowly(byte[] buffer, int n, OutputStream out, int slice) throws IOException {
    for (int done = 0; done < n; done += slice) {
      out.write(buffer, done, Math.min(slice, n - done));
      Until.pause(Duration.ofSeconds(1).dividedBy(SLICES));
    }
  }

  private boolean upTo(byte[] buffer, int n, OutputStream out, Fault.CutAfter cut, boolean toBroker)
      throws IOException {
    if (cut.toBroker() != toBroker) {
      out.write(buffer, 0, n);
      return true;
    }
    int left = cut.bytes() - passed.getAndAdd(n);
    out.write(buffer, 0, Math.min(left, n));
    if (left <= n) {
      throw new IOException("cut after " + cut.bytes() + " bytes");
    }
    return true;
  }
}
