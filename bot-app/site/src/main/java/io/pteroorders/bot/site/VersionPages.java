package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Longs;
import io.pteroorders.bot.edit.Difference;
import io.pteroorders.bot.edit.Edited;
import io.pteroorders.bot.edit.Saving;
import io.pteroorders.bot.edit.Version;
import io.pteroorders.bot.edit.Versions;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.site.view.Trouble;
import io.pteroorders.bot.site.view.VersionRow;
import io.pteroorders.bot.web.Answer;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;

/** The versions of something that admins edit: what changed in each, and the way back. */
final class VersionPages {

    private static final int MOST_NAMES = 3;

    private final Pages pages;
    private final Saver saver;
    private final String what;
    private final Edited<?> edited;
    private final UnaryOperator<String> form;

    /**
     * Pages below another.
     *
     * @param what it is: the last part of that page's path, and of the name of its word
     * @param form in which texts are compared
     */
    VersionPages(Pages pages, Saver saver, String what, Edited<?> edited, UnaryOperator<String> form) {
        this.pages = pages;
        this.saver = saver;
        this.what = what;
        this.edited = edited;
        this.form = form;
    }

    private String path() {
        return "/dashboard/" + what;
    }

    ImmutableList<SiteRoute> routes() {
        String one = path() + "/versions/{number}";
        return ImmutableList.of(
                SiteRoute.get(path() + "/versions", Access.ADMIN, this::list),
                SiteRoute.get(one, Access.ADMIN, this::look),
                SiteRoute.post(one, Access.ADMIN, this::back));
    }

    private Answer list(Visit visit) {
        Speech speech = pages.speech(visit);
        ImmutableList<VersionRow> rows = edited.versions().newestFirst().stream()
                .map(version -> row(version, speech))
                .collect(ImmutableList.toImmutableList());
        return pages.page("versions", visit, ImmutableMap.of("what", what, "rows", rows, "kept", Versions.KEPT));
    }

    private VersionRow row(Version version, Speech speech) {
        return new VersionRow(
                version.number(), speech.time(version.time()), Saver.who(version), changed(version, speech));
    }

    private String changed(Version version, Speech speech) {
        if (version.back() > 0) {
            return speech.word("versions.brought-back", version.back());
        }
        ImmutableList<Difference> differences = differences(version);
        String names =
                differences.stream().limit(MOST_NAMES).map(Difference::file).collect(Collectors.joining(", "));
        return differences.size() > MOST_NAMES ? names + " +" + (differences.size() - MOST_NAMES) : names;
    }

    /** From the version before it, if that is kept. */
    private ImmutableList<Difference> differences(Version version) {
        return Difference.between(
                edited.filesOf(version.number() - 1).orElseGet(ImmutableSortedMap::of), version.files(), form);
    }

    private Optional<Version> version(Visit visit) {
        return Optional.ofNullable(Longs.tryParse(visit.place("number"))).flatMap(edited.versions()::find);
    }

    private Answer look(Visit visit) {
        return version(visit)
                .map(version -> page(visit, HttpStatus.OK_200, version, Trouble.NONE))
                .orElseGet(() -> pages.missing(visit));
    }

    private Answer page(Visit visit, int status, Version version, Trouble trouble) {
        return pages.page(
                status,
                "version",
                visit,
                ImmutableMap.<String, Object>builder()
                        .put("what", what)
                        .put("version", row(version, pages.speech(visit)))
                        .put("changes", differences(version))
                        .put("since", Difference.between(version.files(), edited.files(), form))
                        .put("seen", edited.number())
                        .put("trouble", trouble)
                        .buildOrThrow());
    }

    private Answer back(Visit visit) {
        Optional<Version> version = version(visit);
        if (version.isEmpty()) {
            return pages.missing(visit);
        }
        Saving saving = edited.back(
                visit.person().id().text(), Saver.seen(visit), version.get().number());
        return saver.answer(
                visit,
                saving,
                what + " back to version " + version.get().number(),
                path() + "/versions",
                files -> ImmutableList.of(),
                trouble -> page(visit, HttpStatus.UNPROCESSABLE_ENTITY_422, version.get(), trouble));
    }
}
