package io.sealpost.station.index;

import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;

/**
 * What messages are counted and remembered by: one channel of one device under one key.
 *
 * @param device whose
 * @param kid key id in hexadecimal; empty in Fernet, which has none
 * @param channel which of the device's
 */
public record Source(DeviceId device, String kid, Channel channel) {}
