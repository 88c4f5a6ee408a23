package io.sealpost.protocol;

/**
 * What a topic says, whatever its base: bridges rewrite that, and the seal does not bind it.
 *
 * @param device whose it is
 * @param channel what it is for
 */
public record Topic(DeviceId device, Channel channel) {}
