package io.pteroorders.bot.renewal;

import io.pteroorders.core.subscription.RenewalRules;
import java.time.Duration;

/**
 * How a shop sees to the ends of what is paid for. Immutable and thread-safe.
 *
 * @param rules when customers are reminded, and what follows
 * @param sweep how often it is looked what is due
 * @param settle how long after a start, or a jump of the clock, nothing is suspended and nothing deleted
 * @param byPanel whether a panel suspends and deletes the servers that it made
 * @param deleteConfirm whether somebody has to agree before it deletes one
 */
public record RenewalSettings(
        RenewalRules rules, Duration sweep, Duration settle, boolean byPanel, boolean deleteConfirm) {}
