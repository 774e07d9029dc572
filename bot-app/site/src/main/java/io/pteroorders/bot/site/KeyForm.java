package io.pteroorders.bot.site;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.AddressRanges;
import io.pteroorders.core.service.Actor;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new key as an owner typed it. Immutable and thread-safe.
 *
 * @param scopes that were ticked
 * @param expires the day on which it ends, as it was typed; may be empty
 * @param addresses as they were typed; may be empty
 */
public record KeyForm(String name, ImmutableSet<String> scopes, boolean isOwner, String expires, String addresses) {

    private static final Splitter ADDRESSES =
            Splitter.on(CharMatcher.whitespace().or(CharMatcher.is(','))).omitEmptyStrings();

    /** One in which nothing is typed yet. */
    static final KeyForm EMPTY = new KeyForm("", ImmutableSet.of(), false, "", "");

    static KeyForm of(Visit visit) {
        return new KeyForm(
                visit.field("name").orElse(""),
                ImmutableSet.copyOf(visit.fields().get("scope")),
                visit.field("role").filter("owner"::equals).isPresent(),
                visit.field("expires").orElse(""),
                visit.field("addresses").orElse(""));
    }

    /** Whether a scope was ticked. */
    public boolean has(String scope) {
        return scopes.contains(scope);
    }

    private ImmutableSet<String> ranges() {
        return ADDRESSES.splitToStream(addresses).collect(ImmutableSet.toImmutableSet());
    }

    private Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(expires));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with it, all at once, in the reader's words. */
    ImmutableList<String> problems(Speech speech, LocalDate today) {
        Stream.Builder<String> wrong = Stream.builder();
        if (!Actor.isKeyName(name)) {
            wrong.add(speech.word("key.wrong.name"));
        }
        if (scopes.stream().noneMatch(text -> Scope.parse(text).isPresent())) {
            wrong.add(speech.word("key.wrong.scopes"));
        }
        if (!expires.isEmpty() && day().filter(today::isBefore).isEmpty()) {
            wrong.add(speech.word("key.wrong.expires"));
        }
        ranges().stream()
                .filter(text -> !AddressRanges.isRange(text))
                .forEach(text -> wrong.add(speech.word("key.wrong.address", text)));
        return wrong.build().collect(ImmutableList.toImmutableList());
    }

    /** The key; there must be no problems with it. */
    ApiKey key(String secret, Speech speech, Visit visit) {
        return new ApiKey(
                name,
                ApiKeys.digest(secret),
                scopes.stream()
                        .flatMap(text -> Scope.parse(text).stream())
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Scope::compareTo)),
                isOwner ? Actor.Role.OWNER : Actor.Role.ADMIN,
                visit.time(),
                day().map(speech.formats()::start),
                ranges(),
                Optional.empty());
    }
}
