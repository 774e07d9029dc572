package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Longs;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.edit.BadEditException;
import io.pteroorders.bot.edit.Saving;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.site.view.Trouble;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;
import java.util.function.Function;

/** Says what came of saving something, on a page and in the audit trail. Thread-safe. */
final class Saver {

    private final PageShop shop;
    private final Pages pages;

    Saver(PageShop shop, Pages pages) {
        this.shop = shop;
        this.pages = pages;
    }

    /** The number of the version that the form was made of. */
    static long seen(Visit visit) {
        return visit.field("seen").map(Longs::tryParse).orElseThrow(() -> new BadFormException("of which version?"));
    }

    /** What was typed in a field of several lines, which browsers end in their own way. */
    static String typed(Visit visit, String field) {
        return visit.text(field).orElse("").replace("\r\n", "\n");
    }

    /**
     * Where a form leads.
     *
     * @param what was to be saved, for the audit trail
     * @param next the page after it was
     * @param theirs what another saved meanwhile, in its parts
     * @param again the form, when it was not saved
     */
    Answer answer(
            Visit visit,
            Saving saving,
            String what,
            String next,
            Function<ImmutableSortedMap<String, String>, ImmutableList<Fact>> theirs,
            Function<Trouble, Answer> again) {
        Speech speech = pages.speech(visit);
        Optional<Trouble> trouble = trouble(saving, speech, theirs);
        String audited = what
                + (saving instanceof Saving.Saved saved
                        ? ", version " + saved.version().number()
                        : "");
        shop.commands().did(visit.person(), audited, trouble.isPresent() ? Result.REFUSED : Result.DONE);
        if (trouble.isPresent()) {
            return again.apply(trouble.get());
        }
        String said = saving instanceof Saving.Saved saved
                ? speech.word("edit.saved", saved.version().number())
                : speech.word("edit.same");
        pages.sayings().put(visit.signedIn().orElseThrow(), Said.yes(said));
        return Pages.see(next);
    }

    /** Something that may find fault with an edit. */
    @FunctionalInterface
    interface Check {

        Object read() throws BadEditException;
    }

    /** What is wrong with an edit that is not saved yet. */
    Trouble wrong(Visit visit, Check check) {
        try {
            check.read();
            return Trouble.NONE;
        } catch (BadEditException e) {
            return trouble(new Saving.Refused(e.problems()), pages.speech(visit), files -> ImmutableList.of())
                    .orElseThrow();
        }
    }

    private static Optional<Trouble> trouble(
            Saving saving, Speech speech, Function<ImmutableSortedMap<String, String>, ImmutableList<Fact>> theirs) {
        if (saving instanceof Saving.Refused refused) {
            return Optional.of(new Trouble(
                    refused.problems().stream()
                            .map(problem -> problem.in(speech.texts(), speech.language()))
                            .collect(ImmutableList.toImmutableList()),
                    Optional.empty(),
                    ImmutableList.of()));
        }
        if (saving instanceof Saving.Overtaken overtaken) {
            Version now = overtaken.now();
            return Optional.of(new Trouble(
                    ImmutableList.of(),
                    Optional.of(speech.word("edit.overtaken", who(now) + ", " + speech.time(now.time()))),
                    theirs.apply(now.files())));
        }
        return Optional.empty();
    }

    /** Who saved a version, without their number. */
    static String who(Version version) {
        return PersonId.parse(version.by())
                .filter(any -> !version.by().equals(Version.IMPORT))
                .map(PersonId::masked)
                .orElse(version.by());
    }
}
