/** The agent's configuration file: read once, validated, and a record from then on. */
@NullMarked
package io.sealpost.device.config;

import org.jspecify.annotations.NullMarked;
