/** Commands to two devices, small enough to visit every state. */
@NullMarked
package io.sealpost.e2e.model.command;

import org.jspecify.annotations.NullMarked;
