package io.sealpost.sensors.presence.replay;

import java.util.function.BooleanSupplier;

/**
 * andrewjfreyer/monitor for phones (its README): an advertisement by an address not heard before
 * starts an arrival scan of one name request; an address that was not heard for 75 s starts a
 * departure scan of two; the phone has left when none is answered. 15 s lie between two scans of a
 * kind. The phone's address changes every 15 minutes, so that the old one expires even while the
 * phone is heard. Other devices in range would start more scans.
 */
public final class NameRequests implements Rule {
  private static final long EXPIRES = 75;
  private static final long BETWEEN_SCANS = 15;
  private static final long CHANGES = 900;
  private static final int ARRIVAL_ATTEMPTS = 1;
  private static final int DEPARTURE_ATTEMPTS = 2;

  private boolean present;
  private boolean arrivalScan;
  private long nextScan;
  private long heardAt = Long.MIN_VALUE / 2;
  private long heardOldAt = Long.MIN_VALUE / 2;
  private boolean known;
  private boolean oldKnown;

  @Override
  public void heard(long second, int channel) {
    if (known && second / CHANGES != heardAt / CHANGES) {
      oldKnown = true;
      heardOldAt = heardAt;
      known = false;
    }
    arrivalScan |= !known;
    known = true;
    heardAt = second;
  }

  @Override
  public boolean present(long second, BooleanSupplier ask) {
    boolean departureScan = false;
    if (known && second - heardAt >= EXPIRES) {
      known = false;
      departureScan = true;
    }
    if (oldKnown && second - heardOldAt >= EXPIRES) {
      oldKnown = false;
      departureScan = true;
    }
    if (present && departureScan) {
      present = anyAnswer(DEPARTURE_ATTEMPTS, ask);
      nextScan = second + BETWEEN_SCANS;
    } else if (!present && arrivalScan && second >= nextScan) {
      present = anyAnswer(ARRIVAL_ATTEMPTS, ask);
      nextScan = second + BETWEEN_SCANS;
    }
    arrivalScan = false;
    return present;
  }

  private static boolean anyAnswer(int attempts, BooleanSupplier ask) {
    for (int i = 0; i < attempts; i++) {
      if (ask.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }
}
