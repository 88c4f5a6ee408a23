package io.sealpost.device.health;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import java.util.Optional;

/**
 * Who this is, in this boot.
 *
 * @param device on the wire
 * @param displayName what the owner calls it
 * @param boot drawn at this start
 * @param epoch counted and durable
 * @param software name and version
 */
public record Identity(
    DeviceId device, Optional<String> displayName, BootId boot, long epoch, String software) {}
