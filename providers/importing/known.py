"""What the directory says already of those whom a batch is about: few queries, however many."""

from collections import defaultdict

from django.db.models import Q
from django.db.models.functions import Lower

from providers.models import Licence, Location, Membership, Organization, Provider, TaxonomyCode
from providers.reading import Record

MODELS = {"provider": Provider, "organization": Organization}
PARTS = {"location": Location, "licence": Licence}


def found_by(field, values, of=Provider):
    """Ids of entries by what they say there. That it is not empty is said for the planner: the
    indexes are of those that say something, and of a long list it does not see that by itself."""
    entries = defaultdict(set)
    values = {value for value in values if value}
    if values:
        rows = of.objects.filter(**{f"{field}__in": values}).exclude(**{field: ""}).order_by()
        # An absorbed entry is nobody whom a row could mean; but an NPI that it kept is taken.
        rows = rows if field == "npi" else rows.unmerged()
        for value, pk in rows.values_list(field, "pk"):
            entries[value].add(pk)
    return entries


class Known:
    """Whom the records of a batch may mean."""

    def __init__(self, rows):
        records = [one for one in rows if isinstance(one, Record)]
        facts = [one.facts for one in records]
        places = [one.workplace for one in records if one.workplace]
        npis = {one.key[4:] for one in records if one.key.startswith("npi:")}
        self.npi = found_by("npi", npis)
        npis |= {place["npi"] for place in places}
        self.place_npi = found_by("npi", npis, Organization)
        self.place_name = found_by("name", {place["name"] for place in places}, Organization)
        people = [one for one in records if one.of == "provider" and not _is_nppes(one)]
        self.email = found_by("email", {one.facts.get("email") for one in people})
        self.licence = _licensed([licence for one in people for licence in one.licences])
        self.name = _named({one.facts["name"].lower() for one in people})
        codes = {code for one in facts for code in one.get("taxonomy", [])}
        taken = TaxonomyCode.objects.filter(pk__in=codes)
        self.codes = set(taken.values_list("pk", flat=True))
        self.taxonomy = _codes([one for one in records if one.of == "taxonomy"])

    @property
    def providers(self):
        found = [self.npi, self.email, self.licence, self.name]
        return {pk for index in found for pks in index.values() for pk in pks}

    @property
    def organizations(self):
        return {
            pk
            for index in (self.place_npi, self.place_name)
            for pks in index.values()
            for pk in pks
        }

    def load(self):
        """Reads what the entries say; once they are held it stays so."""
        self.entries = {}
        for of, pks in (("provider", self.providers), ("organization", self.organizations)):
            for row in MODELS[of].objects.filter(pk__in=pks).order_by().values():
                self.entries[row["id"]] = row | {"of": of, "locations": [], "licences": []}
        self._load_parts()
        self.memberships = defaultdict(set)
        rows = Membership.objects.filter(provider__in=self.providers).order_by()
        lasting = set(rows.running_or_planned().values_list("pk", flat=True))
        for pk, who, where in rows.values_list("pk", "provider", "organization"):
            self.memberships[who, where].add(pk in lasting)

    def _load_parts(self):
        of_one = Q(provider__in=self.providers) | Q(organization__in=self.organizations)
        for row in Location.objects.filter(of_one).order_by().values():
            owner = row["provider_id"] or row["organization_id"]
            self.entries[owner]["locations"].append(row)
        licences = Licence.objects.filter(provider__in=self.providers).order_by()
        for row in licences.values():
            self.entries[row["provider_id"]]["licences"].append(row)


def _is_nppes(record):
    return record.key.startswith("npi:") and "email" not in record.facts and not record.workplace


def _licensed(licences):
    entries = defaultdict(set)
    asked = {(one["state"], one["number"]) for one in licences}
    if asked:
        numbers = {number for _state, number in asked}
        rows = Licence.objects.filter(number__in=numbers, provider__merged_into=None)
        for state, number, pk in rows.order_by().values_list("state", "number", "provider"):
            if (state, number) in asked:
                entries[state, number].add(pk)
    return entries


def _named(names):
    entries = defaultdict(set)
    if names:
        rows = Provider.objects.unmerged().annotate(lower=Lower("name"))
        rows = rows.filter(lower__in=names).order_by()
        for name, pk in rows.values_list("lower", "pk"):
            entries[name].add(pk)
    return entries


def _codes(records):
    codes = {one.facts["code"] for one in records}
    rows = TaxonomyCode.objects.filter(pk__in=codes)
    return dict(rows.values_list("pk", "label"))
