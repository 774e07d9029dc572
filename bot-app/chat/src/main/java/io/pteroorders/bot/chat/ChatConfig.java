package io.pteroorders.bot.chat;

import io.pteroorders.bot.api.ApiSettings;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.payment.PaymentSettings;
import io.pteroorders.bot.privacy.RetentionSettings;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.core.task.Pace;
import io.pteroorders.notify.text.Language;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The settings of the conversation. Immutable and thread-safe.
 *
 * @param storeName what the shop is called
 * @param prefix what commands begin with
 * @param roster who is who in the shop
 * @param zone in which times are told
 * @param language of whoever chose none
 * @param maxPendingOrders how many orders of one customer may wait for payment
 * @param commandsPerMinute how many commands of one customer are answered; does not bind admins
 * @param pace how fast messages may be sent
 * @param takesPictures whether the transport brings pictures that customers send
 * @param payments how the shop is paid
 * @param panel how servers are made; empty if somebody sets them up by hand
 * @param renewals when what is paid for ends, and what is done about it
 * @param api how other programs are served; empty if they are not
 * @param site the address of the shop's pages, without a path; empty if there are none
 * @param retention for how long things are kept that nobody needs any more
 */
public record ChatConfig(
        String storeName,
        String prefix,
        Roster roster,
        ZoneId zone,
        Language language,
        int maxPendingOrders,
        int commandsPerMinute,
        Pace pace,
        boolean takesPictures,
        PaymentSettings payments,
        Optional<PanelSettings> panel,
        RenewalSettings renewals,
        Optional<ApiSettings> api,
        Optional<URI> site,
        RetentionSettings retention) {}
