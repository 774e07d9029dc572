/** Measures the JSON store beside the disk and beside other stores, in one run. */
@NullMarked
package io.pteroorders.bench;

import org.jspecify.annotations.NullMarked;
