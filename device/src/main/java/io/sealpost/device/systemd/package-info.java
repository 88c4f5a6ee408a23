/** The socket to systemd, and only here. */
@NullMarked
package io.sealpost.device.systemd;

import org.jspecify.annotations.NullMarked;
