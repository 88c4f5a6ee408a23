/** How the agent and its sensors are, and how that is told. */
@NullMarked
package io.sealpost.device.health;

import org.jspecify.annotations.NullMarked;
