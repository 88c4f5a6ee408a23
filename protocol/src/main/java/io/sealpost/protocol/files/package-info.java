/** What all rooms ask of files with secrets. */
@NullMarked
package io.sealpost.protocol.files;

import org.jspecify.annotations.NullMarked;
