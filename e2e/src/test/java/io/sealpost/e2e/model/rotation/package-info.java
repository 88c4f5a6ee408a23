/** Key rotation, small enough to visit every state. */
@NullMarked
package io.sealpost.e2e.model.rotation;

import org.jspecify.annotations.NullMarked;
