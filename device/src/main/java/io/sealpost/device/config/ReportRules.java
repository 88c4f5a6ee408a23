package io.sealpost.device.config;

import io.sealpost.protocol.OnChange;
import io.sealpost.sensors.guard.Guards;
import java.util.Optional;

/**
 * What becomes of the readings of one thermometer before they are sealed.
 *
 * @param guards how they are checked and corrected
 * @param onChange which of them are reported; all if empty
 */
public record ReportRules(Guards guards, Optional<OnChange> onChange) {
  /** Every reading, as the sensor says it. */
  public static final ReportRules NONE = new ReportRules(Guards.NONE, Optional.empty());
}
