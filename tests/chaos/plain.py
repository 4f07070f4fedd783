"""Reminders as one writes them first: send what is due, then mark it as sent."""

from celery import shared_task
from django.core.mail import EmailMessage

from accounts.models import User
from clients.models import Client
from releases.models import Release

BATCH = 200


@shared_task(acting=False)
def send_then_mark():
    """A batch of what is due. The Message-ID is that of the release, so that copies are told."""
    due = Release.objects.due_for_reminder().order_by("pk").only("pk", "client_id")
    for release in due[:BATCH]:
        client = Client.objects.only("user_id").get(pk=release.client_id)
        address = User.objects.addressees().get(pk=client.user_id).email
        headers = {"Message-ID": f"<{release.pk}@localhost>"}
        EmailMessage("A permission will end soon", "", to=[address], headers=headers).send()
        Release.objects.filter(pk=release.pk).update(next_reminder_at=None)
