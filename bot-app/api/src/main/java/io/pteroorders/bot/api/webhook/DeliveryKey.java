package io.pteroorders.bot.api.webhook;

import com.google.common.base.Preconditions;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.TaskKey;

/**
 * One event for one webhook. Immutable and thread-safe.
 *
 * @param webhook to which it goes
 * @param isPlace whether what follows is a place in the feed; else it only tells that events may have been missed there
 * @param event its id
 */
record DeliveryKey(String webhook, boolean isPlace, String event) implements TaskKey {

    private static final String OF_EVENT = "/e/";
    private static final String OF_RESET = "/r/";

    @Override
    public String id() {
        return webhook + (isPlace ? OF_EVENT : OF_RESET) + event;
    }

    /** The key with an {@linkplain #id id}. */
    static DeliveryKey parse(String id) {
        int slash = id.indexOf('/');
        Preconditions.checkArgument(
                slash > 0 && (id.startsWith(OF_EVENT, slash) || id.startsWith(OF_RESET, slash)),
                "this is no delivery's key");
        return new DeliveryKey(
                id.substring(0, slash), id.startsWith(OF_EVENT, slash), id.substring(slash + OF_EVENT.length()));
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public String lane() {
        return webhook;
    }

    @Override
    public Part part() {
        return Part.SHOP;
    }
}
