/** Payments of the bot's orders: what tells of money, what is asked of gateways and when, and money that nobody owes. */
@NullMarked
package io.pteroorders.bot.payment;

import org.jspecify.annotations.NullMarked;
