/** A real broker in one process, for the quickstart and for tests. */
@NullMarked
package io.sealpost.e2e.broker;

import org.jspecify.annotations.NullMarked;
