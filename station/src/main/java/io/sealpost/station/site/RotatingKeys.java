package io.sealpost.station.site;

import io.sealpost.station.StationException;

/** The keys of one device, for whoever rotates them. Everything is durable when a call returns. */
public interface RotatingKeys extends KeySource {
  /**
   * The keys as they are now; the caller closes them.
   *
   * @throws StationException if they cannot be read, or were revoked
   */
  DeviceKey now() throws StationException;

  /**
   * Makes sure that a pending key is there, and durable: draws one if there is none. One that is
   * there is never dropped nor drawn again, as the device may have it.
   *
   * @param above the generation that is to be changed: if it was changed meanwhile none is drawn
   * @return the keys with it; the caller closes them
   * @throws StationException if it cannot be made durable, or there are too many old keys
   */
  DeviceKey begin(long above) throws StationException;
}
