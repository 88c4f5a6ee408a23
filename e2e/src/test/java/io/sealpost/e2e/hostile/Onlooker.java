package io.sealpost.e2e.hostile;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Settings;
import java.time.Duration;

/** Sees what devices do. */
interface Onlooker {
  /**
   * A device obeyed a command, or tried to.
   *
   * @param tag of the command
   * @param boot of the device
   * @param uptime of the device
   * @param after what is in force after it
   */
  void obeyed(String tag, DeviceId device, BootId boot, Duration uptime, Settings after);

  /** A device sends an answer. */
  void answered();
}
