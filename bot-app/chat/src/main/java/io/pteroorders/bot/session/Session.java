package io.pteroorders.bot.session;

import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.core.order.PersonId;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A sign-in of somebody on some device. What its person may do is not part of it: that is looked up whenever it is used.
 * Immutable and thread-safe.
 *
 * @param visitor who signed in
 * @param area what it is good for
 * @param device what they signed in with, for people to recognise it
 * @param created when they signed in
 * @param used on which day it was used last, by some moment of it
 */
public record Session(Visitor visitor, Area area, String device, Instant created, Instant used) {

    /** So long after the sign-in nobody else is likely to sit there. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    private static final Duration DAY = Duration.ofDays(1);

    /** As it is kept. */
    private record Kept(
            String person, String name, String chat, String area, String device, Instant created, Instant used) {}

    /** Whether it is over. */
    public boolean isOver(Instant now) {
        return !now.isBefore(area.end(created, used));
    }

    /** Whether it is so young that what cannot be taken back may be done in it. */
    public boolean isFresh(Instant now) {
        return now.isBefore(created.plus(FRESH));
    }

    boolean isToBeProlonged(Instant now) {
        return !now.isBefore(used.plus(DAY));
    }

    Session usedAt(Instant now) {
        return new Session(visitor, area, device, created, now);
    }

    JsonNode toJson() {
        return StrictJson.records()
                .valueToTree(new Kept(
                        visitor.id().text(), visitor.name(), visitor.chat(), area.name(), device, created, used));
    }

    static Session fromJson(JsonNode json) {
        Kept kept = StrictJson.records().treeToValue(json, Kept.class);
        return new Session(
                new Visitor(PersonId.of(kept.person()), kept.name(), kept.chat()),
                Area.valueOf(kept.area()),
                kept.device(),
                kept.created(),
                kept.used());
    }
}
