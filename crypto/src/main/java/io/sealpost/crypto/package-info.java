/** Seals and opens messages: keys, envelope formats and replay windows. */
@NullMarked
package io.sealpost.crypto;

import org.jspecify.annotations.NullMarked;
