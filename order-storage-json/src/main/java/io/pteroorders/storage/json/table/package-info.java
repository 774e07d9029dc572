/** All orders in memory: packed, behind indexes, with their statistics and change feed. Not exported. */
@NullMarked
package io.pteroorders.storage.json.table;

import org.jspecify.annotations.NullMarked;
