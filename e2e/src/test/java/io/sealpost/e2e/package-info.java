/** What the whole must show, with the built programs, real brokers and real certificates. */
@NullMarked
package io.sealpost.e2e;

import org.jspecify.annotations.NullMarked;
