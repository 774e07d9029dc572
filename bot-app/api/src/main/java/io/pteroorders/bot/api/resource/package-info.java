/** What other programs can see and do: orders, payments, subscriptions and the rest, by the services that chat uses. */
@NullMarked
package io.pteroorders.bot.api.resource;

import org.jspecify.annotations.NullMarked;
