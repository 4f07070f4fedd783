"""The worker reminds of a release that ends soon, each person once."""

from datetime import timedelta

from tests import factories as make
from tests import people


def test_a_release_that_ends_in_29_days_is_reminded_of_once(post):
    ana = people.a_client("Ana Moreno")
    miriam = people.a_provider("Miriam Stone", "therapist", "LCSW")
    julian = people.a_provider("Julian Okafor", "psychiatrist", "MD")
    ends = make.ahead(days=29)
    release = make.release(
        ana.client,
        disclosers=[miriam.provider],
        recipients=[julian.provider],
        expires_at=ends,
    )
    # The database counts from now on; yesterday, when it counted 30 days, is made by hand.
    make.change(release, next_reminder_at=ends - timedelta(days=30))

    post.work("releases.tasks.remind")
    post.work("releases.tasks.remind")
    for person in (ana, miriam, julian):
        (mail,) = post.to(person.user.email, 1)
        assert mail["Subject"] == "A permission will end soon"
        assert [word for word in ("Ana", "Miriam", "Julian", "rogress") if word in str(mail)] == []
