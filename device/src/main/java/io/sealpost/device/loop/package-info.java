/** One thread that owns the agent, and the queue by which all others talk to it. */
@NullMarked
package io.sealpost.device.loop;

import org.jspecify.annotations.NullMarked;
