package io.sealpost.station.view;

/** One device as one JSON object. */
public final class DeviceJson {
  private DeviceJson() {}

  /** The line, without its end. */
  public static String of(DeviceState state) {
    JsonLine line =
        new JsonLine()
            .with("device", state.device())
            .with("format", state.format().label())
            .with("status", state.statusWord())
            .with("current", state.current())
            .with("alarm", state.alarm())
            .with("rotation", state.key().word());
    state.hello().ifPresent(hello -> HelloJson.add(line, hello));
    JsonLine desired = new JsonLine();
    state
        .desired()
        .streams()
        .forEach(
            (stream, wish) ->
                wish.interval().ifPresent(interval -> desired.with(stream.value(), interval)));
    return line.with("desired_s", desired)
        .with("differs", SettingJson.of(state.differences()))
        .toString();
  }
}
