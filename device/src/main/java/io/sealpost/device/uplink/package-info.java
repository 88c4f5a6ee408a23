/** From a plaintext to the broker: the seal, the journal and the link. */
@NullMarked
package io.sealpost.device.uplink;

import org.jspecify.annotations.NullMarked;
