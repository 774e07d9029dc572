/** Templates per language, and the only place that formats money, times, statuses and summaries of orders. */
@NullMarked
package io.pteroorders.notify.text;

import org.jspecify.annotations.NullMarked;
