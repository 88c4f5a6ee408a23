/** The agent: samples, seals, keeps and publishes readings, and obeys sealed commands. */
@NullMarked
package io.sealpost.device;

import org.jspecify.annotations.NullMarked;
