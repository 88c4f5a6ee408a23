/** What time it is, and how far that can be trusted. */
@NullMarked
package io.sealpost.device.clock;

import org.jspecify.annotations.NullMarked;
