/** Many devices in one process, with real envelopes over one real connection. */
@NullMarked
package io.sealpost.e2e.rig.fleet;

import org.jspecify.annotations.NullMarked;
