/** Outgoing webhooks: what happens in the shop is told to other programs, by requests to addresses that they gave. */
@NullMarked
package io.pteroorders.bot.api.webhook;

import org.jspecify.annotations.NullMarked;
