"""How a goal is going, as a provider sees it: each check-in through the gate."""

from django.http import Http404
from django.utils.translation import gettext as _

from clients.models import Client
from coordination.actions import disclose_each
from coordination.models import Amendment, Item, ItemAnswer, Share
from coordination.presenters.amendments import stated_along
from coordination.presenters.goals import GOAL, Said, answered
from coordination.presenters.staff import about, people_with, sent_lines
from coordination.presenters.steps import in_order, step_of_answer, step_of_item
from releases.models import Release
from releases.notices import notices
from releases.presenters import kind_labels, labels, lines_of

CHECK_IN = Item.Kind.CHECK_IN
MOST = 50


def known_goal(goal_id, provider):
    """The goal's wording without its words, for whom they are open; for anybody else nothing."""
    found = Item.objects.visible_to(provider).filter(goal=goal_id, kind=GOAL)
    wording = found.select_related("goal", "author").defer("body").first()
    if wording is None:
        raise Http404
    return wording


def treats_client_of(wording, provider):
    """Whether the provider treats the goal's client now."""
    return Client.objects.treated_by(provider).filter(pk=wording.goal.client_id).exists()


def named(wording):
    """The client whose goal it is, in words."""
    client = wording.goal.client_id
    return about([client], people_with([client]))


def how_it_goes(wording, provider, *, by, session_key):
    """The goal's words and its newest check-ins; others' are disclosed to the reader here."""
    shares = Share.objects.visible_to(provider).filter(item__goal=wording.goal_id)
    ids = [
        *shares.filter(kind=GOAL).values_list("pk", flat=True),
        *shares.filter(kind=CHECK_IN).values_list("pk", flat=True)[:MOST],
    ]
    told = disclose_each(share_ids=ids, provider=provider, by=by, session_key=session_key)
    words = {one.item.pk: one.item for one in told}
    words |= Item.objects.written_by(provider).in_bulk([wording.pk])
    if wording.pk not in words:
        raise Http404  # closed while we waited
    own = _own_check_ins(wording, provider)
    stated = _stated(told, own if wording.author_id != provider.pk else {wording.pk, *own})
    relied_on = {release for one in told for release in one.releases_relied_on}
    allowed_by = lines_of(Release.objects.filter(pk__in=relied_on), provider) if relied_on else []
    of_others = [
        step_of_item(one.item, one.share.author.name, stated=stated.get(one.item.pk, []))
        for one in told
        if one.share.kind == CHECK_IN
    ]
    return {
        "wording": words[wording.pk],
        "stated": stated.get(wording.pk, []),
        "is_own": wording.author_id == provider.pk,
        "kinds": labels(wording.categories, kind_labels()),
        "answered": answered(wording) if wording.author_id == provider.pk else None,
        "notices": notices({duty for one in told for duty in one.obligations}, allowed_by),
        "allowed_by": allowed_by,
        **in_order([*of_others, *_own(own, stated, provider), *_of_client(wording, provider)]),
    }


def _own_check_ins(wording, provider):
    own = Item.objects.written_by(provider).filter(goal=wording.goal_id, kind=CHECK_IN)[:MOST]
    return {one.pk: one for one in own}


def _stated(told, own):
    """What clients state against the words and check-ins on the page, by item."""
    against = [stated for one in told for stated in one.disagreements]
    against += Amendment.objects.disagreeing().filter(item__in=own)
    found = {}
    for one in stated_along(against):
        found.setdefault(one.request.item_id, []).append(one)
    return found


def _own(own, stated, provider):
    """The provider's own check-ins, with where they went and what the client replied."""
    sent = sent_lines(Share.objects.written_by(provider).filter(item__in=own), provider)
    replies = ItemAnswer.objects.read_by(provider).filter(item__in=own, said=Said.REPLY)
    replies = list(replies.order_by("said_at", "id"))
    return [
        step_of_item(
            one,
            _("You"),
            is_own=True,
            sent=[line for line in sent if line.share.item_id == key],
            replies=[reply for reply in replies if reply.item_id == key],
            stated=stated.get(key, []),
        )
        for key, one in own.items()
    ]


def _of_client(wording, provider):
    """What the client's side said to the author of the goal, and to nobody else."""
    said = ItemAnswer.objects.read_by(provider).filter(item=wording.pk, said=Said.CHECK_IN)
    said = said.select_related("client").order_by("-said_at", "-id")[:MOST]
    return [step_of_answer(one, _who(one)) for one in said]


def _who(answer):
    client = answer.client
    if answer.writer_id == client.user_id:
        return client.short_name
    return _("Somebody who acts for %(name)s") % {"name": client.short_name}
