package io.sealpost.sensors.presence.replay;

import java.util.function.BooleanSupplier;

/**
 * Asks and never listens, like room-assistant's Bluetooth Classic (page "Bluetooth Classic": a
 * connection request every 10 s to one device in turn): present on an answer, away when two
 * rotations brought none. With one device, which is the best case.
 */
public final class RotatingInquiry implements Rule {
  private static final long INTERVAL = 10;
  private static final int CYCLES = 2;

  private int unanswered = CYCLES;

  @Override
  public void heard(long second, int channel) {}

  @Override
  public boolean present(long second, BooleanSupplier ask) {
    if (second % INTERVAL == 0) {
      unanswered = ask.getAsBoolean() ? 0 : unanswered + 1;
    }
    return unanswered < CYCLES;
  }
}
