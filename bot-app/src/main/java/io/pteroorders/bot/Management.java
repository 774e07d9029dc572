package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pteroorders.bot.web.ManagementPages;
import io.pteroorders.bot.web.WebServer;
import java.io.IOException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages for whoever watches the program, and the figures on them. */
final class Management {

    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private Management() {}

    /**
     * Shows the pages until the program ends.
     *
     * @param web the server that they are mounted on
     * @param at the address and port to listen at
     * @param troubles all that is wrong now
     * @throws IOException if the port cannot be listened at
     */
    static void start(
            WebServer web, HostAndPort at, PrometheusMeterRegistry meters, Supplier<ImmutableList<String>> troubles)
            throws IOException {
        WebServer.Listener listener =
                web.listen(at.getHost(), at.getPort(), new ManagementPages(troubles, meters::scrape));
        web.measure(meters);
        LOG.info("health and figures are shown at port {}", listener.port());
    }
}
