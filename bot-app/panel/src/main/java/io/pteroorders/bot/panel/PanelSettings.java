package io.pteroorders.bot.panel;

import io.pteroorders.core.provisioning.ServerPanel;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a shop uses its panel. Immutable and thread-safe.
 *
 * @param panel the panel
 * @param hasPower whether servers can be started and stopped, too
 * @param address where customers find it
 * @param shop what the external ids of the shop's users and servers begin with
 * @param mailDomain of the addresses of users who gave none; one that reaches nobody if empty
 * @param hold how long a place is held for an order that nobody pays
 * @param deleteAfter how long a server is kept whose order has ended
 * @param deleteConfirm whether somebody has to agree before it is deleted
 * @param callsPerMinute how often the panel may be asked within any minute, at least 20
 * @param zone in which days are counted
 */
public record PanelSettings(
        ServerPanel panel,
        boolean hasPower,
        URI address,
        String shop,
        Optional<String> mailDomain,
        Duration hold,
        Duration deleteAfter,
        boolean deleteConfirm,
        int callsPerMinute,
        ZoneId zone) {}
