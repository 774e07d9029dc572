package io.pteroorders.bot.chat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * The environment that the bot runs in.
 *
 * @param threads on which messages are answered
 * @param clock tells the time of everything
 * @param random draws order ids
 * @param retryPause how long to wait before a busy store is asked again
 * @param panelThreads on which a panel is asked
 * @param meters counts and times what is done
 */
public record ChatEnvironment(
        Executor threads,
        Clock clock,
        RandomGenerator random,
        Duration retryPause,
        Executor panelThreads,
        MeterRegistry meters) {}
