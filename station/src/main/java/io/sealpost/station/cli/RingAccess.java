package io.sealpost.station.cli;

import io.sealpost.crypto.Sealing;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.site.KeyLine;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.Site;
import io.sealpost.station.view.Printable;

/**
 * A site's key ring, with what it takes to keep up with it.
 *
 * @param ring the folder
 * @param setting for the keys of each device
 */
record RingAccess(KeyRing ring, KeyLine.Setting setting) {
  static RingAccess of(Site site, Environment environment) throws StationException {
    return new RingAccess(
        site.keys(),
        new KeyLine.Setting(
            environment.sealing(),
            () -> environment.time().now().wall(),
            site.keyPolicy().keepOld(),
            environment.random().get(),
            warning -> environment.err().println(Printable.message(warning))));
  }

  Sealing sealing() {
    return setting.sealing();
  }

  /** The keys of one device. */
  KeyLine line(DeviceId device) {
    return ring.line(device, setting);
  }
}
