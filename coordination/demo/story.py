"""A year of history: signed, lapsed, stopped, waiting, held, joint."""

from dataclasses import dataclass, field

from coordination.demo.notes import (
    COUPLE_CONFLICT,
    COUPLE_PLAN,
    DOSE_CHANGE,
    GOALS_SUMMER,
    LEO_SCHOOL,
    LEO_SESSIONS,
    NOA_ALONE,
    NOA_SCHOOL,
    PACE_QUESTION,
    SLEEP_PROGRESS,
    WALK_ANSWERED,
    WALK_ASKED,
)
from coordination.models import Item, ItemSubject, Share, Thread, ThreadSubject
from ledger.actions import record
from ledger.ids import uuid7
from ledger.models import Verb
from releases.actions.keeping import facts_of, made_of
from releases.document import fingerprint, form_of, render_document
from releases.esign import agreement_of
from releases.models import Party, Release, Signature, SignedBy

CARE = ["care_coordination"]


@dataclass
class Story:
    """Writes rows with the times of a made-up past; ledger lines go in at the end, in order."""

    cast: object
    lines: list = field(default_factory=list)

    def line(self, at, verb, who, client, subject, **more):
        self.lines.append((at, verb, who, client, subject, more))

    def write_lines(self):
        for at, verb, who, client, subject, more in sorted(self.lines, key=lambda line: line[0]):
            record(verb, by=who, client=client, subject=subject, at=at, **more)

    def release(self, client, tells, hears, categories, *, asked, until, signed=None, **more):
        """A release asked for by the one who tells; `more` has `signer`, `direction`, `revoked`,
        `declined`, `reason`, `together`.
        """
        client, tells, hears = self._people(client, tells, hears)
        release = Release.objects.create(
            client=client,
            proposed_by=tells,
            categories=categories.split(),
            purposes=CARE,
            direction=more.get("direction", "one_way"),
            reason=more.get("reason", ""),
            requested_at=asked,
            declined_at=more.get("declined"),
            expires_at=until,
            together=more.get("together"),
        )
        Party.objects.create(release=release, side=Party.Side.DISCLOSER, provider=tells)
        Party.objects.create(release=release, side=Party.Side.RECIPIENT, provider=hears)
        self.line(asked, Verb.RELEASE_REQUESTED, tells.user, client, release)
        if declined := more.get("declined"):
            self.line(declined, Verb.RELEASE_DECLINED, client.user, client, release)
        if signed:
            self._sign(release, signed, more.get("signer"))
        if revoked := more.get("revoked"):
            Release.objects.filter(pk=release.pk).update(revoked_at=revoked)
            self.line(
                revoked, Verb.RELEASE_REVOKED, client.user, client, release, releases=[release]
            )
        return release

    def _people(self, client, *providers):
        return self.cast.clients[client], *(self.cast.providers[one] for one in providers)

    def _sign(self, release, at, representative):
        signer = representative.user if representative else release.client.user
        role = SignedBy.REPRESENTATIVE if representative else SignedBy.CLIENT
        form = form_of(release, "en")
        document = render_document(release, form)
        Signature.objects.create(
            release=release,
            signer=signer,
            role=role,
            representative=representative,
            typed_name=signer.name,
            form_version=form,
            language="en",
            agreement=agreement_of(signer),
            shown=document,
            shown_sha256=fingerprint(document),
            authenticated_by="password",
            at=at,
        )
        Release.objects.filter(pk=release.pk).update(signed_at=at, signed_by=role)
        release.refresh_from_db()
        self.line(
            at,
            Verb.RELEASE_SIGNED,
            signer,
            release.client,
            release,
            releases=[release],
            acting_for=release.client if representative else None,
        )
        self._keep(release, at, signer)

    def _keep(self, release, at, signer):
        kept = made_of(release)
        kept.at = at
        kept.save(force_insert=True)
        self.line(
            at,
            Verb.RELEASE_RECORDED,
            signer,
            release.client,
            release,
            releases=[release],
            detail=facts_of(kept),
        )

    def thread(self, about):
        """A thread about these clients, for messages to be written in."""
        made = Thread.objects.create()
        clients = [self.cast.clients[one] for one in about.split()]
        ThreadSubject.objects.bulk_create(ThreadSubject(thread=made, client=one) for one in clients)
        return made

    def note(self, author, about, kind, categories, body, *, at, thread=None):
        """A note by the author about one or several clients, or a message of a thread."""
        author = self.cast.providers[author]
        clients = [self.cast.clients[one] for one in about.split()]
        item = Item.objects.create(
            author=author,
            kind=kind,
            categories=categories.split(),
            service_date=at.date(),
            body=body,
            created_at=at,
            thread=thread,
        )
        ItemSubject.objects.bulk_create(ItemSubject(item=item, client=one) for one in clients)
        for client in clients:
            self.line(at, Verb.ITEM_WRITTEN, author.user, client, item)
        return item

    def share(self, item, recipient, *, at, opened=None, relying=()):
        """The note addressed to a provider, who perhaps opened it under some releases."""
        recipient = self.cast.providers[recipient]
        share = Share(item=item, recipient=recipient, shared_at=at)
        share.save(force_insert=True)
        for client in item.subjects.all():
            self.line(at, Verb.ITEM_SHARED, item.author.user, client, share)
            if opened:
                self.line(
                    opened, Verb.ITEM_DISCLOSED, recipient.user, client, share, releases=relying
                )


def tell(cast):
    """Everything that happened before the visitor came."""
    story = Story(cast)
    for one in cast.agreements:
        story.line(one.at, Verb.ESIGN_AGREED, one.user, None, one, detail={"terms": str(one.terms)})
    _the_directory(story, cast)
    _ana_and_those_before(story, cast)
    _ana_and_dr_lee(story, cast)
    _sam_and_robin(story, cast)
    _leo(story, cast)
    _noa(story, cast)
    story.write_lines()


def _the_directory(story, cast):
    """Who was entered, and verified a day later."""
    verified = {"was": {"standing": "unverified"}, "is": {"standing": "active"}}
    for one in cast.providers.values():
        says = {"name": one.name, "profession": one.profession, "npi": one.npi}
        story.line(cast.ago(501), Verb.PROVIDER_ADDED, cast.keeper, None, one, detail={"is": says})
        why = {"reason": "Licence checked.", "detail": verified}
        story.line(cast.ago(500), Verb.PROVIDER_ACTIVATED, cast.keeper, None, one, **why)


def _ana_and_those_before(story, cast):
    """A family doctor whose permission ended yesterday, a dietitian whom Ana stopped."""
    ago, ahead = cast.ago, cast.ahead
    doctor = story.release(
        "ana", "maya", "raman", "goals progress", asked=ago(367), signed=ago(366), until=ago(1)
    )
    sleep = story.note("maya", "ana", "progress_summary", "progress", SLEEP_PROGRESS, at=ago(200))
    story.share(sleep, "raman", at=ago(200), opened=ago(198), relying=[doctor])
    dates = {"asked": ago(300), "signed": ago(299), "revoked": ago(92), "until": ahead(66)}
    story.release("ana", "maya", "brandt", "goals attendance", **dates)


def _ana_and_dr_lee(story, cast):
    """Goals both ways; medication from him to Maya, soon to end, and from her to him, not yet."""
    ago, ahead = cast.ago, cast.ahead
    why = {
        "goals": "So that my goals stay the same in both rooms.",
        "dose": "So that Maya knows about changes to my medication.",
        "early": "So that Dr. Lee hears early when a dose makes the hard work harder.",
    }
    kinds = "goals progress treatment_plan"
    dates = {"asked": ago(122), "signed": ago(120), "until": ahead(245)}
    both = story.release(
        "ana", "maya", "lee", kinds, direction="two_way", reason=why["goals"], **dates
    )
    dates = {"asked": ago(345), "signed": ago(344), "until": ahead(21)}
    dose = story.release("ana", "lee", "maya", "medications", reason=why["dose"], **dates)
    dates = {"asked": ago(2), "until": ahead(363)}
    story.release("ana", "maya", "lee", "medications", reason=why["early"], **dates)

    goals = story.note("maya", "ana", "treatment_plan", "goals", GOALS_SUMMER, at=ago(96))
    story.share(goals, "lee", at=ago(96), opened=ago(95, hours=3), relying=[both])
    change = story.note("lee", "ana", "medication_change", "medications", DOSE_CHANGE, at=ago(40))
    story.share(change, "maya", at=ago(40), opened=ago(39), relying=[dose])
    pace = story.note("maya", "ana", "note", "medications", PACE_QUESTION, at=ago(2))
    story.share(pace, "lee", at=ago(2))
    walk = story.thread("ana")
    asked = story.note("maya", "ana", "message", "goals", WALK_ASKED, at=ago(4), thread=walk)
    story.share(asked, "lee", at=ago(4), opened=ago(3), relying=[both])
    answer = story.note("lee", "ana", "message", "goals", WALK_ANSWERED, at=ago(1), thread=walk)
    story.share(answer, "maya", at=ago(1))


def _sam_and_robin(story, cast):
    """A couple: one note that both agreed to, one that waits for Robin."""
    ago, ahead = cast.ago, cast.ahead
    dates = {"asked": ago(182), "signed": ago(180), "until": ahead(185)}
    themes = "family_themes treatment_plan"
    both = [story.release(one, "duarte", "maya", themes, **dates) for one in ("sam", "robin")]
    dates = {"asked": ago(9), "until": ahead(200), "together": uuid7()}
    story.release("sam", "duarte", "maya", "goals", signed=ago(8), **dates)
    story.release("robin", "duarte", "maya", "goals", **dates)
    dates = {"asked": ago(70), "declined": ago(68), "until": ahead(200)}
    story.release("robin", "duarte", "lee", "family_themes", **dates)

    pattern = story.note(
        "duarte", "sam robin", "note", "family_themes", COUPLE_CONFLICT, at=ago(60)
    )
    story.share(pattern, "maya", at=ago(60), opened=ago(58), relying=both)
    plan = story.note("duarte", "sam robin", "treatment_plan", "goals", COUPLE_PLAN, at=ago(7))
    story.share(plan, "maya", at=ago(7))


def _leo(story, cast):
    """A child: the mother signed, and play therapist and family counsellor tell each other."""
    ago, ahead = cast.ago, cast.ahead
    mother = cast.clients["leo"].representatives.get(name="Clara Marin")
    dates = {"asked": ago(150), "signed": ago(149), "until": ahead(216)}
    kinds = "progress family_themes"
    family = story.release(
        "leo", "haddad", "whitlock", kinds, direction="two_way", signer=mother, **dates
    )
    play = story.note("haddad", "leo", "progress_summary", "progress", LEO_SESSIONS, at=ago(30))
    story.share(play, "whitlock", at=ago(30), opened=ago(29), relying=[family])
    school = story.note("whitlock", "leo", "note", "family_themes", LEO_SCHOOL, at=ago(5))
    story.share(school, "haddad", at=ago(5))


def _noa(story, cast):
    """His sister: what the mother signed, and what is Noa's own, of which no parent sees a word."""
    ago, ahead = cast.ago, cast.ahead
    mother = cast.clients["noa"].representatives.get(name="Clara Marin")
    dates = {"asked": ago(90), "signed": ago(88), "until": ahead(270)}
    school = story.release("noa", "whitlock", "lee", "progress", signer=mother, **dates)
    dates = {"asked": ago(20), "signed": ago(19), "until": ahead(160)}
    alone = story.release("noa", "whitlock", "lee", "substance_use", **dates)
    weeks = story.note("whitlock", "noa", "progress_summary", "progress", NOA_SCHOOL, at=ago(50))
    story.share(weeks, "lee", at=ago(50), opened=ago(49), relying=[school])
    own = story.note("whitlock", "noa", "note", "substance_use", NOA_ALONE, at=ago(18))
    story.share(own, "lee", at=ago(18), opened=ago(17), relying=[alone])
