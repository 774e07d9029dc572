package io.pteroorders.bot.chat;

import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.payment.PaymentDesk;
import io.pteroorders.bot.privacy.PersonalData;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OrderPictures;
import io.pteroorders.notify.Outbox;
import java.util.Optional;

/**
 * What the shop's pages show, and by what they change it.
 *
 * @param service the orders
 * @param payments where money meets orders
 * @param servers what is asked of servers; empty without a panel
 * @param subscriptions what is paid for, and until when
 * @param outbox the messages to people
 * @param replies the words of the chat
 * @param pictures codes to pay by
 * @param languages which people chose
 * @param commands what people can do
 * @param links by which people sign in
 * @param sessions who is signed in
 * @param personal what is kept about people
 * @param privacy what people want done with that
 * @param records what admins look things up in
 */
public record PageShop(
        OrderService service,
        PaymentDesk payments,
        Optional<ServerDesk> servers,
        SubscriptionIndex subscriptions,
        Outbox outbox,
        Replies replies,
        OrderPictures pictures,
        Languages languages,
        PageCommands commands,
        SignInLinks links,
        Sessions sessions,
        PersonalData personal,
        PrivacyDesk privacy,
        PageRecords records) {}
