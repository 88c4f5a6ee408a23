package io.sealpost.crypto;

/**
 * A new pre-shared key on its way to its device. No secret.
 *
 * @param enc the encapsulated key, 64 lower-case hexadecimal digits
 * @param wrapped the sealed key, 96 lower-case hexadecimal digits
 */
public record Wrapped(String enc, String wrapped) {}
