package io.sealpost.device.irk;

import io.sealpost.device.irk.PairedDevices.Device;
import io.sealpost.sensors.Excerpt;
import java.util.List;
import java.util.stream.Collectors;

/** How to get an identity resolving key, in words. */
final class Guide {
  /** What to do. */
  static final String STEPS =
      """
      A phone changes its Bluetooth address every few minutes. With its identity resolving key
      (IRK) the agent knows it all the same. Whoever has the key can follow the phone: treat it
      like a password, and ask whose phone it is.

      By pairing the phone with this machine, which makes it hand over its key:
        1. sudo bluetoothctl
             power on
             agent on
             default-agent
             pairable on
             discoverable on
        2. iPhone: Settings > Bluetooth, stay on that page, choose this machine.
           Android: Settings > Connected devices > Pair new device, choose this machine.
           Compare the six digits and accept on both sides: yes in bluetoothctl.
        3. In bluetoothctl: discoverable off, pairable off, quit. Stay paired: a phone that
           forgets this machine may take another key.
        4. sudo sealpost-device irk                    lists what is paired
           sudo sealpost-device irk --address ADDRESS --out /etc/sealpost/frank.irk
           sudo chown sealpost: /etc/sealpost/frank.irk
        Not every phone hands a key over to a machine that only listens; if none is listed, try
        pairing from bluetoothctl: scan on, then pair ADDRESS while the phone's Bluetooth page is
        open.

      From another program, by standard input, so that it is in no list of commands:
           sudo sealpost-device irk --out /etc/sealpost/frank.irk < key
           sudo chown sealpost: /etc/sealpost/frank.irk
        32 hexadecimal digits, most significant octet first: Home Assistant, ESPresense
        24 characters of base64: "Remote IRK" in the keychain of a Mac
        Key=...: the line of a BlueZ info file, which has the least significant octet first

      To be sure that it is the right key, try it on an address that the phone uses now (one that
      comes and goes with it in bluetoothctl's scan, and begins with 4, 5, 6 or 7):
           sudo sealpost-device irk --key /etc/sealpost/frank.irk --check 5A:00:00:00:00:00

      Then, in the configuration: irk-files = ["frank.irk"] in [[sensor.person]]; it is
      looked for beside device.toml.
      """;

  private Guide() {}

  /** The list of paired devices. */
  static String list(List<Device> devices) {
    if (devices.isEmpty()) {
      return "No device is paired with this machine.\n";
    }
    return devices.stream()
        .map(
            device ->
                "%s  %-6s  %s%n"
                    .formatted(
                        device.address(),
                        device.hasIrk() ? "IRK" : "no IRK",
                        device.name().map(Excerpt::of).orElse("")))
        .collect(Collectors.joining("", "Paired with this machine:\n", ""));
  }
}
