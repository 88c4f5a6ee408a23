/** Brokers, certificates and wires for the tests of the link. */
@NullMarked
package io.sealpost.mqtt.testing;

import org.jspecify.annotations.NullMarked;
