/** A wire between agent and broker that fails in every way a wire can. */
@NullMarked
package io.sealpost.e2e.rig.fault;

import org.jspecify.annotations.NullMarked;
