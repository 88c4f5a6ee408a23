/** Tests of the embedded broker. */
@NullMarked
package io.sealpost.e2e.broker.config;

import org.jspecify.annotations.NullMarked;
