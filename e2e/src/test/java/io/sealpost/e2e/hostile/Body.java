package io.sealpost.e2e.hostile;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.state.KeyStore;
import io.sealpost.device.state.SettingsStore;

/**
 * What of a device outlives a boot.
 *
 * @param provisioned its first key
 * @param keys those that rotations have left
 * @param settings those that commands have made
 */
record Body(DeviceConfig config, SecretBytes provisioned, KeyStore keys, SettingsStore settings) {}
