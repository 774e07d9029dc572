/** An order as JSON, read strictly and written the same to the byte, with the fields that the program does not know. */
@NullMarked
package io.pteroorders.storage.record;

import org.jspecify.annotations.NullMarked;
