"""The table that django-guardian's manual advises for speed: a foreign key in place of a text."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from coordination.models import Share


class SharePermission(UserObjectPermissionBase):
    content_object = models.ForeignKey(Share, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        app_label = "guarded"
