/** The broker's file {@code broker.toml}, read once into a checked record. */
@NullMarked
package io.sealpost.e2e.broker.config;

import org.jspecify.annotations.NullMarked;
