/** Tests of the embedded broker. */
@NullMarked
package io.sealpost.e2e.broker;

import org.jspecify.annotations.NullMarked;
