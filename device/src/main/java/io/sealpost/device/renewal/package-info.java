/** The certificate that the device shows to the broker: when it asks for another, and what next. */
@NullMarked
package io.sealpost.device.renewal;

import org.jspecify.annotations.NullMarked;
