package io.pteroorders.core.provisioning;

import com.google.common.collect.ImmutableList;
import java.util.function.IntFunction;

/**
 * Some of a panel's servers. Immutable and thread-safe.
 *
 * @param servers in the panel's order
 * @param more whether there is a page after this
 */
public record PanelPage(ImmutableList<PanelServer> servers, boolean more) {

    /**
     * All servers of a panel, which is asked for one page after another.
     *
     * @param page asks for the page with a number, from 1
     */
    public static ImmutableList<PanelServer> all(IntFunction<PanelPage> page) {
        ImmutableList.Builder<PanelServer> all = ImmutableList.builder();
        boolean more = true;
        for (int number = 1; more; number++) {
            PanelPage found = page.apply(number);
            all.addAll(found.servers());
            more = found.more();
        }
        return all.build();
    }
}
