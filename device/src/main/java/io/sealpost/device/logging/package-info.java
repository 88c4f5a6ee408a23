/** From which level on is logged. */
@NullMarked
package io.sealpost.device.logging;

import org.jspecify.annotations.NullMarked;
