/** Real programs, real certificates and a wire that can be cut, for the integration tests. */
@NullMarked
package io.sealpost.e2e.rig;

import org.jspecify.annotations.NullMarked;
