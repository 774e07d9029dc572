/** What durability rests on: the disk, the journal and its marks, and the thread that commits. Not exported. */
@NullMarked
package io.pteroorders.storage.json.log;

import org.jspecify.annotations.NullMarked;
