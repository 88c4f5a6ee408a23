package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How agents get into a Mosquitto. */
public enum Entrance {
  /** Server certificate and password. */
  PASSWORD {
    @Override
    public Door door(Site site, List<String> devices) {
      return new Door.Password(site.authority().broker());
    }

    @Override
    public DeviceFile device(Site site, String id, int port) throws IOException {
      return site.device(id, port);
    }
  },
  /** Certificates on both sides. */
  CERTIFICATE {
    @Override
    public Door door(Site site, List<String> devices) {
      return new Door.MutualTls(site.authority());
    }

    @Override
    public DeviceFile device(Site site, String id, int port) throws IOException {
      Authority.Issued issued = site.authority().issueToClient(id, Authority.KeyKind.EC);
      return withCertificate(site.device(id, port), issued);
    }
  },
  /** A key for each device. */
  PRE_SHARED_KEY {
    @Override
    public Door door(Site site, List<String> devices) {
      return new Door.PreSharedKey(
          devices.stream().collect(Collectors.toMap(Function.identity(), Entrance::key)));
    }

    @Override
    public DeviceFile device(Site site, String id, int port) throws IOException {
      Path key = site.folder(id).resolve("tls-psk");
      if (!Files.exists(key)) {
        Site.secret(key, key(id));
      }
      return withoutPassword(site.device(id, port))
          .unset("broker", "ca-file")
          .set("broker", "psk-identity", id)
          .set("broker", "psk-file", key);
    }
  };

  /** The broker's side of it. */
  public abstract Door door(Site site, List<String> devices);

  /**
   * The configuration of a device whose sealing key is drawn, without sensors yet.
   *
   * @param port the broker's, or a proxy's before it
   */
  public abstract DeviceFile device(Site site, String id, int port) throws IOException;

  /** A broker with this door, and one with a password for the station. */
  public Mosquitto broker(Path folder, Site site, List<Person> people) throws IOException {
    List<String> devices =
        people.stream()
            .filter(person -> person.rights() == Person.Rights.DEVICE)
            .map(Person::name)
            .toList();
    Mosquitto broker =
        Mosquitto.start(folder, List.of(door(site, devices), PASSWORD.door(site, devices)), people);
    site.stationUses(broker.port(1));
    return broker;
  }

  /** Has a device show a certificate and no password. */
  public static DeviceFile withCertificate(DeviceFile device, Authority.Issued issued) {
    return withoutPassword(device)
        .set("broker", "certificate-file", issued.certificate())
        .set("broker", "certificate-key-file", issued.key());
  }

  private static DeviceFile withoutPassword(DeviceFile device) {
    return device.unset("broker", "username").unset("broker", "password-file");
  }

  private static String key(String device) {
    return HexFormat.of()
        .formatHex(("a key that both sides know, " + device).getBytes(StandardCharsets.UTF_8));
  }
}
