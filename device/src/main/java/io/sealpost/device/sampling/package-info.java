/** When each sensor is read, and the threads that read them. */
@NullMarked
package io.sealpost.device.sampling;

import org.jspecify.annotations.NullMarked;
