package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.NodeRow;
import io.pteroorders.core.testkit.panel.Tables.ServerRow;
import io.pteroorders.core.testkit.panel.Tables.UserRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one program for panels does in another way than the others. Implementations keep nothing. */
interface PanelFlavour {

    /** How many requests a user's keys may make in a minute. */
    int callsAMinute();

    String applicationKeyPrefix();

    String clientKeyPrefix();

    /** The rules for a user's fields, by field. */
    ImmutableMap<String, String> userRules();

    /** The rules for a new server. */
    ImmutableMap<String, String> serverRules();

    /** The rules for a new server whose place the panel chooses. */
    ImmutableMap<String, String> deployRules();

    /** The rules for a server's limits. */
    ImmutableMap<String, String> buildRules();

    /** The rules for how a server is started. */
    ImmutableMap<String, String> startupRules();

    /** Adds the routes to programs and places. */
    void addRoutes(Router router, EggRoutes eggs, NodeRoutes nodes);

    void showName(ObjectNode attributes, UserRow user);

    void showEgg(ObjectNode attributes, EggRow egg);

    void showNest(ObjectNode attributes, EggRow egg);

    void showOom(ObjectNode limits, ServerRow server);

    void showLocation(ObjectNode attributes, NodeRow node);

    void showRules(ObjectNode variable, String rules);

    void includePlace(ObjectNode shown, ServerRow server, Includes includes, Views views);

    void includeLocation(ObjectNode shown, NodeRow node, Includes includes, Views views);

    /** Whether a server may be killed for its memory, as a body says, is turned off. */
    boolean isOomDisabled(JsonNode body, boolean before);

    /** Whether so much fits into what a machine has, by the panel's own count. */
    boolean fits(long needed, long used, long size, int overallocate);

    /** Whether a suspension is taken back if the machine does not hear of it. */
    boolean takesSuspensionBack();

    /** Whether a new server may do without a port if it is to be put anywhere, and no port was asked for. */
    boolean deploysWithoutPort();
}
