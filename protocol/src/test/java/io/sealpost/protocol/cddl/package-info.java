/** The part of CDDL (RFC 8610) in which the wire format is documented, enough to check it. */
@NullMarked
package io.sealpost.protocol.cddl;

import org.jspecify.annotations.NullMarked;
