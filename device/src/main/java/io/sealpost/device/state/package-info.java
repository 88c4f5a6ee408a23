/** What outlives a restart: small files that are whole or not there at all. */
@NullMarked
package io.sealpost.device.state;

import org.jspecify.annotations.NullMarked;
